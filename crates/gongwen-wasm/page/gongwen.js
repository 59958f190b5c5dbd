// The module: a text in, its document out. Places of the document are in code points; `slice` and `unit` read a text by them.

let compiled, gongwen;

async function load() {
  const packed = Uint8Array.from(atob(document.getElementById("module").textContent.trim()), character => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  compiled = await WebAssembly.compile(await new Response(stream).arrayBuffer());
  await start();
}
async function start() { gongwen = (await WebAssembly.instantiate(compiled, {})).exports; }

function read(source) {
  const bytes = new TextEncoder().encode(source);
  const room = gongwen.gongwen_input(bytes.length);
  new Uint8Array(gongwen.memory.buffer, room, bytes.length).set(bytes);
  const length = gongwen.gongwen_analyze();
  // The memory may have grown, and be another buffer.
  const json = new TextDecoder().decode(new Uint8Array(gongwen.memory.buffer, gongwen.gongwen_output(), length));
  gongwen.gongwen_release();
  const found = JSON.parse(json);
  // Where each code point begins in the string.
  const units = [];
  for (let at = 0; at < source.length; at += source.codePointAt(at) > 0xffff ? 2 : 1) units.push(at);
  units.push(source.length);
  found.unit = place => units[Math.min(place, units.length - 1)];
  found.slice = (from, to) => source.slice(found.unit(from), found.unit(to));
  found.source = source;
  return found;
}
