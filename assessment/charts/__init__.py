"""Pictures made from results, as light HTML and SVG: no script, readable without colour, with words of their own."""
