"""What a page costs, beside what it must cost at least: plain Django over the same tables, in the same run."""
