"""The bare Django view as an application that a server can name."""

from tests.bench.hello import django_hello

application = django_hello()
