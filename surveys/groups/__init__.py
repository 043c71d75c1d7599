"""Group sessions: a youth worker and some young people take part together: phones, a tablet, hands or paper."""
