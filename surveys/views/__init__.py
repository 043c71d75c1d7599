"""The pages of consultations: public reading pages, and answering."""
