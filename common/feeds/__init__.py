"""Lists of pages for feed readers: RSS 2.0, Atom and JSON Feed 1.1, all made from the pages' public facts."""
