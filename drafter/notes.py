"""Read notes: front matter, headings, bullets."""
