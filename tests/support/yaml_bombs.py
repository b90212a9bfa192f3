"""Front matter that unfolds without end, or into more than anybody reads."""

from __future__ import annotations

REFERENCES = "\n".join(f"b{n}: &a{n + 1} [*a{n}, *a{n}]" for n in range(60))
MERGES = "\n".join(f"b{n}: &a{n + 1} {{<<: [*a{n}, *a{n}]}}" for n in range(60))
#: It is no front matter, as it is a list.
LIST = "- &a0 {k: 1}\n" + "\n".join(f"- &a{n + 1} {{<<: [*a{n}, *a{n}]}}" for n in range(60))
LONG = ", ".join(["*s"] * 5000)
BOMBS = [
    f"a: &a0 [x, x]\n{REFERENCES}\ndescription: *a60",
    f"a: &a0 {{k: 1}}\n{MERGES}\ntitle: x",
    "title: &a [*a]",
    "a: &a {b: *a}",
    f"a: &s '{'x' * 10_000}'\ndescription: [{LONG}]",
    f"tags: [{', '.join(['x'] * 11_000)}]",
]
