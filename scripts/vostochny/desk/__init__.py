"""What readers take to their own desks: an article checked, feeds, embeds, citations, replies, answers for machines."""
