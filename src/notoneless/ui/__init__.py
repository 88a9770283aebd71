"""Components, lists, forms and styles that all pages are composed of."""
