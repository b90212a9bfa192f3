// Runs beside Temml inside the embedded engine: takes and gives strings. A long answer must be JSON: the engine
// cannot hand over a bare string that it has not joined yet.
"use strict";

const settings = {
  throwOnError: true,
  trust: false,
  strict: false,
  maxExpand: 1000,
  maxSize: [20, 20],
  macros: { "\\mbox": "\\text{#1}" },
};
function draw(source, isDisplay) {
  try {
    const options = { ...settings, macros: { ...settings.macros }, displayMode: isDisplay === "yes" };
    return JSON.stringify({ mathml: temml.renderToString(source, options) });
  } catch (error) {
    const { message = error, position = -1, name = "" } = error ?? {};
    return JSON.stringify({ message: String(message), position: Number(position ?? -1), name: String(name) });
  }
}
