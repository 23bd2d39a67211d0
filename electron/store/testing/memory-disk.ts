import path from 'node:path';

import type { Disk, FileLook, OpenFile } from '../disk/files.ts';

/** Bytes that a power cut keeps or drops as one. */
const SECTOR = 512;

interface FileNode {
  readonly kind: 'file';
  readonly id: number;
  data: Uint8Array;
  /** What a power cut cannot take away. */
  durable: Uint8Array;
  changes: number;
}

interface FolderNode {
  readonly kind: 'folder';
  readonly id: number;
  names: Map<string, Node>;
  /** The names after each change since the last sync, the synced ones first. */
  states: { readonly change: number; readonly names: ReadonlyMap<string, Node> }[];
}

/** A move from one folder to another, which a file system does in one piece. */
interface Move {
  readonly change: number;
  readonly source: FolderNode;
  readonly target: FolderNode;
}

type Node = FileNode | FolderNode;

function systemError(code: string, file: string): Error {
  return Object.assign(new Error(`${code}: ${file}`), { code });
}

/** Picks a whole number below its argument; a source of chance that a test can repeat. */
export type Pick = (below: number) => number;

/**
 * A disk in memory that knows what has been synced.
 *
 * After a power cut, each folder is in one of the states that it had since its last sync, and each
 * file has any mixture of old and new sectors; a sector that was never written holds zeros. This is
 * a simulation: the tests with a killed process and a full file system use the real disk.
 */
export class MemoryDisk implements Disk {
  #root: FolderNode;
  #lastId = 1;
  #changes = 0;
  readonly #moves: Move[] = [];
  /** Called before every call that changes something; throw from it to make the call fail. */
  beforeChange: (call: string, file: string) => void = () => undefined;

  constructor(root?: FolderNode) {
    this.#root = root ?? {
      kind: 'folder',
      id: 1,
      names: new Map(),
      states: [{ change: 0, names: new Map() }],
    };
  }

  /** The disk as it might be after the power was cut now. */
  afterPowerCut(pick: Pick): MemoryDisk {
    const files = new Map<number, FileNode>();
    const reached = this.#reached(pick);
    const cut = (node: Node): Node => {
      if (node.kind === 'folder') {
        const state = node.states.findLast(({ change }) => change <= reached(node));
        const names = new Map([...(state?.names ?? [])].map(([name, child]) => [name, cut(child)]));
        return {
          kind: 'folder',
          id: node.id,
          names,
          states: [{ change: 0, names: new Map(names) }],
        };
      }
      const known = files.get(node.id);
      if (known) return known;
      const data = mixSectors(node, pick);
      const file: FileNode = {
        kind: 'file',
        id: node.id,
        data,
        durable: data,
        changes: node.changes,
      };
      files.set(node.id, file);
      return file;
    };
    const disk = new MemoryDisk(cut(this.#root) as FolderNode);
    disk.#lastId = this.#lastId + 1_000_000;
    return disk;
  }

  /** Chooses for each folder the last change that is on the disk; a move is there on both sides or on none. */
  #reached(pick: Pick): (folder: FolderNode) => number {
    const chosen = new Map<FolderNode, number>();
    const choose = (folder: FolderNode): number => {
      const known = chosen.get(folder);
      if (known !== undefined) return known;
      const change = folder.states[pick(folder.states.length)]?.change ?? 0;
      chosen.set(folder, change);
      return change;
    };
    for (let again = true; again;) {
      again = false;
      for (const { change, source, target } of this.#moves) {
        if (choose(source) < change || choose(target) >= change) continue;
        chosen.set(target, change);
        again = true;
      }
    }
    return choose;
  }

  /** The disk as the next process finds it after this one was killed: nothing is lost but time. */
  afterKill(): MemoryDisk {
    const disk = new MemoryDisk(this.#root);
    disk.#lastId = this.#lastId + 1_000_000;
    disk.#changes = this.#changes;
    disk.#moves.push(...this.#moves);
    return disk;
  }

  #find(file: string): Node | null {
    let node: Node = this.#root;
    for (const part of file.split(path.sep).filter(Boolean)) {
      if (node.kind !== 'folder') return null;
      const next = node.names.get(part);
      if (!next) return null;
      node = next;
    }
    return node;
  }

  #folder(folder: string): FolderNode {
    const node = this.#find(folder);
    if (node?.kind !== 'folder') throw systemError('ENOENT', folder);
    return node;
  }

  #file(file: string): FileNode {
    const node = this.#find(file);
    if (!node) throw systemError('ENOENT', file);
    if (node.kind !== 'file') throw systemError('EISDIR', file);
    return node;
  }

  #change(folder: FolderNode, change: (names: Map<string, Node>) => void): void {
    change(folder.names);
    this.#changes += 1;
    folder.states.push({ change: this.#changes, names: new Map(folder.names) });
  }

  #newFile(): FileNode {
    this.#lastId += 1;
    return {
      kind: 'file',
      id: this.#lastId,
      data: new Uint8Array(),
      durable: new Uint8Array(),
      changes: 0,
    };
  }

  open(file: string, mode: 'new' | 'existing'): Promise<OpenFile> {
    return attempt(() => {
      if (mode === 'new') {
        this.beforeChange('open', file);
        const folder = this.#folder(path.dirname(file));
        if (folder.names.has(path.basename(file))) throw systemError('EEXIST', file);
        const node = this.#newFile();
        this.#change(folder, (names) => names.set(path.basename(file), node));
        return this.#handle(node, file);
      }
      return this.#handle(this.#file(file), file);
    });
  }

  #handle(node: FileNode, file: string): OpenFile {
    const sync = (call: string): Promise<void> =>
      attempt(() => {
        this.beforeChange(call, file);
        node.durable = node.data;
      });
    return {
      write: (data, position) =>
        attempt(() => {
          this.beforeChange('write', file);
          write(node, data, position);
          return data.byteLength;
        }),
      datasync: () => sync('datasync'),
      sync: () => sync('sync'),
      truncate: (length) =>
        attempt(() => {
          this.beforeChange('truncate', file);
          node.data = node.data.slice(0, length);
          node.changes += 1;
        }),
      close: () => Promise.resolve(),
    };
  }

  read(file: string): Promise<Uint8Array> {
    return attempt(() => this.#file(file).data);
  }

  list(folder: string): Promise<string[]> {
    return attempt(() => {
      const node = this.#find(folder);
      return node?.kind === 'folder' ? [...node.names.keys()].sort() : [];
    });
  }

  look(file: string): Promise<FileLook | null> {
    return attempt(() => {
      const node = this.#find(file);
      if (!node) return null;
      const size = node.kind === 'file' ? node.data.byteLength : 0;
      const changes = node.kind === 'file' ? node.changes : 0;
      return {
        kind: node.kind,
        ours: true,
        identity: `${node.id}:${size}:${changes}`,
        inode: String(node.id),
        size,
      };
    });
  }

  link(from: string, to: string): Promise<void> {
    return attempt(() => {
      this.beforeChange('link', to);
      const node = this.#file(from);
      const folder = this.#folder(path.dirname(to));
      if (folder.names.has(path.basename(to))) throw systemError('EEXIST', to);
      this.#change(folder, (names) => names.set(path.basename(to), node));
    });
  }

  rename(from: string, to: string): Promise<void> {
    return attempt(() => {
      this.beforeChange('rename', to);
      this.#rename(from, to);
    });
  }

  #rename(from: string, to: string): void {
    const source = this.#folder(path.dirname(from));
    const target = this.#folder(path.dirname(to));
    const node = source.names.get(path.basename(from));
    if (!node) throw systemError('ENOENT', from);
    const there = target.names.get(path.basename(to));
    if (there?.kind === 'folder' && there.names.size > 0) throw systemError('ENOTEMPTY', to);
    if (source === target) {
      this.#change(source, (names) => {
        names.delete(path.basename(from));
        names.set(path.basename(to), node);
      });
      return;
    }
    this.#change(target, (names) => names.set(path.basename(to), node));
    this.#change(source, (names) => names.delete(path.basename(from)));
    this.#moves.push({ change: this.#changes, source, target });
    const last = target.states.at(-1);
    if (last) target.states[target.states.length - 1] = { ...last, change: this.#changes };
  }

  remove(file: string): Promise<void> {
    return attempt(() => {
      this.beforeChange('remove', file);
      const folder = this.#find(path.dirname(file));
      if (folder?.kind !== 'folder' || !folder.names.has(path.basename(file))) return;
      this.#change(folder, (names) => names.delete(path.basename(file)));
    });
  }

  removeFolder(folder: string): Promise<void> {
    return this.remove(folder);
  }

  makeFolder(folder: string): Promise<boolean> {
    return attempt(() => {
      const parent = this.#folder(path.dirname(folder));
      if (parent.names.has(path.basename(folder))) return false;
      this.beforeChange('makeFolder', folder);
      this.#lastId += 1;
      const node: FolderNode = {
        kind: 'folder',
        id: this.#lastId,
        names: new Map(),
        states: [{ change: 0, names: new Map() }],
      };
      this.#change(parent, (names) => names.set(path.basename(folder), node));
      return true;
    });
  }

  syncFolder(folder: string): Promise<void> {
    return attempt(() => {
      this.beforeChange('syncFolder', folder);
      const node = this.#folder(folder);
      node.states = [{ change: node.states.at(-1)?.change ?? 0, names: new Map(node.names) }];
    });
  }

  /** As electron-store does it: a temporary file, synced, and a rename that is not. */
  writeStore(file: string, text: string): Promise<void> {
    return attempt(() => {
      this.beforeChange('writeStore', file);
      const node = this.#newFile();
      node.data = Buffer.from(text, 'utf8');
      node.durable = node.data;
      const temporary = `${file}.tmp-0`;
      this.#change(this.#folder(path.dirname(file)), (names) =>
        names.set(path.basename(temporary), node),
      );
      this.#rename(temporary, file);
    });
  }

  freeBytes(): Promise<number> {
    return Promise.resolve(1e12);
  }
}

/** A promise of what a function returns or throws, one turn later, as the real disk would. */
async function attempt<T>(act: () => T): Promise<T> {
  await Promise.resolve();
  return act();
}

function write(node: FileNode, data: Uint8Array, position: number): void {
  const longer = new Uint8Array(Math.max(node.data.byteLength, position + data.byteLength));
  longer.set(node.data);
  longer.set(data, position);
  node.data = longer;
  node.changes += 1;
}

function mixSectors(node: FileNode, pick: Pick): Uint8Array {
  const { data, durable } = node;
  if (data === durable) return data;
  const mixed = new Uint8Array(pick(2) === 0 ? durable.byteLength : data.byteLength);
  for (let at = 0; at < mixed.byteLength; at += SECTOR) {
    const source = pick(2) === 0 ? durable : data;
    mixed.set(source.subarray(at, Math.min(at + SECTOR, mixed.byteLength)), at);
  }
  return mixed;
}
