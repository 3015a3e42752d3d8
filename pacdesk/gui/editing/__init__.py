"""Forms: typed inputs, a form that checks while one types, drafts, and the page that saves it."""
