"""How a line comes in and a reply goes out."""
