"""Words that weigh: the author gets a care card, those who look after the place see them first. Nothing is held."""
