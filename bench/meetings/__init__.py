"""What reading a long list of meetings costs."""
