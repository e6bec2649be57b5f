"""What the HTML page is made of: where evidence stands in the articles' texts, and each part of the page as values.

`page.html` draws them; `style.css` and `script.js` go into it as they are. The page is whole without its script.
"""
