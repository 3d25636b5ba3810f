// The Python of a page, in a thread of its own: fetched once, on the first Run, from this site and from nowhere else.
const PARTS = ["pyodide.asm.wasm", "python_stdlib.zip", "pyodide.asm.mjs"];
let base = "", python = null, waiting = Promise.resolve();

const say = (id, words, more) => postMessage(Object.assign({ id: id, said: words }, more));

async function get(name) {
  const answer = await fetch(base + name);
  if (!answer.ok) throw new Error(name + ": " + answer.status);
  return answer;
}

// What travels, as far as the server tells: the length of each file as it is sent.
async function megabytes(names) {
  const lengths = await Promise.all(names.map(async (name) =>
    +((await fetch(base + name, { method: "HEAD" })).headers.get("Content-Length") || NaN)));
  return lengths.reduce((sum, one) => sum + one, 0) / 1e6;
}

async function wheels() {
  const packages = (await (await get("pyodide-lock.json")).json()).packages;
  return ["quellenkritik", "pyyaml"].map((name) => packages[name].file_name);
}

async function start(id) {
  const loading = import(base + "pyodide.mjs").then((core) => core.loadPyodide({ indexURL: base }));
  const fetching = wheels().then(async (files) => {
    const archives = Promise.all(files.map(async (name) => (await get(name)).arrayBuffer()));
    const size = await megabytes(PARTS.concat(files));
    say(id, "fetching", { megabytes: isNaN(size) ? 0 : size });
    return archives;
  });
  const [made, archives] = await Promise.all([loading, fetching]);
  for (const archive of archives) made.unpackArchive(archive, "wheel");
  return made.pyimport("quellenkritik.live");
}

async function answer(task) {
  try {
    base = task.base;
    if (!python) python = await start(task.id);
    say(task.id, "running");
    const began = performance.now();
    const outcome = JSON.parse(python.run_as_json(task.code));
    say(task.id, "done", { outcome: outcome, seconds: (performance.now() - began) / 1000 });
  } catch (problem) {
    say(task.id, "failed", { problem: String(problem.message || problem) });
  }
}

onmessage = (event) => { waiting = waiting.then(() => answer(event.data)); };
