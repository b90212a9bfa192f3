"""The fonts of the site and the handouts.

They come by npm (``package-lock.json``): Pretendard for text, D2Coding for code, Noto Emoji, and two
of Noto Sans for the signs that these lack.

In: the packages that npm brought, and the text to be shown. Out: font files, style sheets, widths. It knows
no page. What other areas use of it:

- `character_widths`: how wide text will be on the page, for drawings made at build time;
- `FACES`, `fonts_installed`: which fonts there are, and whether they are there;
- `whole_fonts`: the whole fonts as files, for programs that set text by themselves.

Pages get them cut to what the site shows: `course.fonts.site_fonts`.
"""

from course.fonts.faces import FACES, Face, fonts_installed
from course.fonts.whole import whole_fonts
from course.fonts.widths import Widths, character_widths

__all__ = ["FACES", "Face", "Widths", "character_widths", "fonts_installed", "whole_fonts"]
