"""Reading and writing the files in which reports and findings travel."""
