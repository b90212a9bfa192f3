// Runs beside Pele inside the embedded engine: takes and gives strings, so that nothing else crosses over.
"use strict";

// A drawing must not change with the hour it is drawn at: the line of "today" in a gantt would move with each build.
const NOW = Date.UTC(2000, 0, 1, 23, 59, 59);
globalThis.Date = class extends Date {
  constructor(...given) {
    super(...(given.length ? given : [NOW]));
  }
  static now() {
    return NOW;
  }
};

let widths = {};
// Pele's styles are bits: 1 is bold, 4 is monospaced. A character the table lacks gets a width nothing exceeds.
const measurer = {
  width(text, size, style) {
    const column = style & 4 ? 2 : style & 1 ? 1 : 0;
    let sum = 0;
    for (const character of text) sum += (widths[character] || [1.4, 1.4, 1.4])[column];
    return sum * size;
  },
};
function plain(key, value) {
  return value instanceof Map ? Object.fromEntries(value) : value instanceof Set ? [...value] : value;
}
function fault(error) {
  const { message = error, code = "engine", line = 0 } = error ?? {};
  return { message: String(message), code, line };
}
function draw(source, options, table) {
  widths = JSON.parse(table);
  try {
    const model = JSON.stringify(pele.parse(source, {}), plain);
    const drawn = pele.render(source, { ...JSON.parse(options), measurer });
    const { svg, width, type: kind } = drawn;
    return JSON.stringify({ svg, width, kind, model });
  } catch (error) {
    return JSON.stringify({ fault: fault(error) });
  }
}
function read(source) {
  try {
    return JSON.stringify({ model: JSON.stringify(pele.parse(source, {}), plain) });
  } catch (error) {
    return JSON.stringify({ fault: fault(error) });
  }
}
