#!/usr/bin/env node
// The command line itself: which command was meant, and the way out of the process.
import { writeSync } from 'node:fs';

import { EXIT } from './terminal/problem.ts';
import { run } from './run.ts';
import { explainSystemError } from './terminal/system-error.ts';

/** Writes everything, whatever the pipe takes at once. */
function write(target: number, content: string | Uint8Array): void {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  for (let done = 0; done < bytes.length;) {
    try {
      done += writeSync(target, bytes, done);
    } catch (error) {
      // A full pipe that does not wait; whoever reads it will make room.
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
    }
  }
}

async function readInput(limit: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

try {
  process.exitCode = await run(process.argv.slice(2), {
    readInput,
    writeOutput: (content) => {
      write(process.stdout.fd, content);
    },
    writeError: (line) => {
      write(process.stderr.fd, `${line}\n`);
    },
    folder: process.cwd(),
    now: () => new Date(),
  });
} catch (error) {
  if (!(error instanceof Error && 'code' in error)) throw error;
  process.exitCode = EXIT.badInput;
  // Whoever reads the output may have stopped reading: then there is nobody to tell.
  if (error.code !== 'EPIPE') {
    write(process.stderr.fd, `The output could not be written: ${explainSystemError(error)}\n`);
  }
}
