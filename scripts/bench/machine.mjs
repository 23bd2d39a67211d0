// What figures were measured on.
import os from 'node:os';

/** Processor, memory and system, in words. */
export function describeMachine() {
  const cpus = os.cpus();
  const gigabytes = Math.round(os.totalmem() / 1024 ** 3);
  return `${cpus.length} cores of ${cpus[0]?.model ?? 'an unknown processor'}, ${gigabytes} GB, ${os.type()}`;
}
