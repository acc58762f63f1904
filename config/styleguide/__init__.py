"""Every component in every state, on one page: for those who build and those who look after the site."""
