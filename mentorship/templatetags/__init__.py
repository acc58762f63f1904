"""Tags that let a page of a lower room show what a higher one knows."""
