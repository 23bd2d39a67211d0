// Fills a small file system of its own under a running store. Run it inside `unshare -m`; arguments:
// an empty folder, the bundle that makes changes, the bundle that checks them.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, fsyncSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';

const [folder = '', child = '', verify = ''] = process.argv.slice(2);
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', folder]);
if (mounted.status !== 0) {
  process.stdout.write('skipped: a small file system cannot be mounted here.\n');
  process.exit(0);
}

const dir = path.join(folder, 'data');
const filler = path.join(folder, 'filler');
const running = spawn(process.execPath, [child, dir], { stdio: ['pipe', 'pipe', 'pipe'] });
let output = '';
let filled = false;
let refused = false;
let freedAt = 0;
running.stdout.setEncoding('utf8').on('data', (text) => {
  output += text;
  if (!filled && lines() >= 30) fill();
  // Tags are acknowledged again after there was room: that is what was to be seen.
  if (freedAt > 0 && lines() > freedAt + 20) running.kill('SIGKILL');
});
running.stderr.setEncoding('utf8').on('data', (text) => {
  if (refused || !text.includes('disk-full')) return;
  refused = true;
  setTimeout(() => {
    freedAt = lines();
    rmSync(filler);
  }, 300);
});
const patience = setTimeout(() => running.kill('SIGKILL'), 60_000);
running.on('close', () => {
  clearTimeout(patience);
  // The verdict is read from a file beside the library, as everywhere.
  writeFileSync(`${dir}.out`, output);
  const losses = spawnSync(process.execPath, [verify, dir], { encoding: 'utf8' });
  if (!refused) process.stdout.write('The disk never became full.\n');
  else if (lines() <= freedAt + 20)
    process.stdout.write('Nothing was acknowledged after there was room again.\n');
  process.stdout.write(losses.stdout + losses.stderr);
});

function lines() {
  return output.split('\n').length - 1;
}

function fill() {
  filled = true;
  const file = openSync(filler, 'w');
  try {
    for (;;) writeSync(file, Buffer.alloc(4096, 1));
  } catch (error) {
    if (error.code !== 'ENOSPC') throw error;
  }
  fsyncSync(file);
  closeSync(file);
}
