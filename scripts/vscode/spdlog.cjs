// Takes the place of @vscode/spdlog, which has a part that would have to be compiled. Without it VS Code runs, but writes
// no log files, and what extensions write into their output channels is not shown.
const fs = require('node:fs');
const path = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];

class Logger {
  #file;
  #level = 0;
  #isPlain = false;

  constructor(_type, _name, file) {
    this.#file = file;
    for (const [level, name] of LEVELS.entries()) this[name] = (message) => this.#write(level, message);
  }

  getLevel() {
    return this.#level;
  }

  setLevel(level) {
    this.#level = level;
  }

  /** Only what is written, from now on. */
  clearFormatters() {
    this.#isPlain = true;
  }

  setPattern() {}
  flush() {}
  drop() {}

  #write(level, message) {
    if (level < this.#level) return;
    const heading = `${new Date().toISOString().replace('T', ' ').replace('Z', '')} [${LEVELS[level]}] `;
    fs.appendFileSync(this.#file, this.#isPlain ? message : `${heading}${message}\n`);
  }
}

async function createLogger(name, file) {
  await fs.promises.mkdir(path.dirname(file), { recursive: true });
  return new Logger('', name, file);
}

// One by one: so they can be seen by who imports them as from an ES module.
exports.version = 1;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
