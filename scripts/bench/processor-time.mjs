// Processor time of a program with all its processes, as Linux counts it in /proc.
import { readdirSync, readFileSync } from 'node:fs';

/**
 * Milliseconds of processor that a process and all its descendants have taken, those that have ended left
 * out; `null` where the system does not say.
 * @param {number} pid
 */
export function processorTime(pid) {
  const children = childrenOfAll();
  if (!children) return null;
  let sum = 0;
  const open = [pid];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    sum += ownTime(next);
    open.push(...(children.get(next) ?? []));
  }
  return sum;
}

/** The children of every process, by its id. @returns {Map<number, number[]> | null} */
function childrenOfAll() {
  const children = new Map();
  try {
    for (const name of readdirSync('/proc').filter((each) => /^\d+$/u.test(each))) {
      const parent = parentOf(name);
      if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    }
  } catch {
    return null;
  }
  return children;
}

/** `null` where the process has ended meanwhile. @param {string} pid */
function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name before it, in brackets, may have spaces and brackets of its own.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}

/** Milliseconds of all threads, counted in nanoseconds. @param {number} pid */
function ownTime(pid) {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const times = threads.map((thread) =>
      Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'latin1').split(' ')[0]),
    );
    return times.reduce((sum, time) => sum + time, 0) / 1e6;
  } catch {
    return 0;
  }
}
