"""Pages on paper: a tagged PDF, the same in large print, and a Word file.

A slice composes a `Sheet`, inside `looking(viewer)` like any page, and answers with it afterwards:

    with looking(viewer) as look:
        sheet = Sheet(title=_("Our story"), whose="Dawn, Sam", date=day(today()), blocks=[
            Heading(_("What matters most to me")),
            Quote(matters.words, kind="self", big=True),
            Drawing(svg, says=_("A map with three rings. The same is in the list below.")),
        ])
    return answer(sheet, kind)

- People's words go in as they are. They are data all the way to the page: never put them into
  markup, never escape or tidy them. Line breaks and spaces stay.
- `title` names the kind of page and no person: programs show it in lists of files. Names go into
  `whose`, which stands on the page alone.
- A block without words is left out, and so is a heading with nothing beneath it. So a slice writes
  all its headings, and only what was said appears.
- Levels of headings are put right by themselves: the title is the first level, `Heading(words)` the
  second, `Heading(words, level=2)` the third.
- A `Drawing` or `Photograph` without `says`, the words for who cannot see it, is refused.
- A drawing needs its own colours and sizes in attributes: no stylesheet reaches it. Its words are
  set in our letters.

`answer` is in `answers`, all the blocks are in `sheets`; nothing is imported here, because the
process that makes a page begins here too.

One page is made in a process of its own that ends with it: no word of it stays in memory, nothing
is written to a disk, and a page that takes too long or too much room harms no other.
"""
