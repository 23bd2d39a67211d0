import type { ImportError, ImportPreview } from '#core/contract/import.ts';
import type { Result } from '#core/result.ts';

/** Most files that a second launch may hand to the first, and characters of the longest path. */
const HANDED = { files: 10_000, path: 4096 } as const;

/**
 * Absolute paths of what a second launch hands to the first, untrusted; empty when nothing sensible was
 * handed over.
 */
export function parseHandedFiles(data: unknown): readonly string[] {
  const files = typeof data === 'object' && data !== null && 'files' in data ? data.files : null;
  const isSensible = Array.isArray(files) && files.length <= HANDED.files && files.every(isPath);
  return isSensible ? files : [];
}

function isPath(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= HANDED.path;
}

/** Files named outside the window, shown to the analyst as soon as the window listens. */
export interface FileOffers {
  readonly offer: (paths: readonly string[]) => void;
  /** The window has drawn itself and listens. */
  readonly windowListens: () => void;
}

/** Keeps files that were named on the command line or by a second launch until the window listens. */
export function createFileOffers(options: {
  readonly preview: (paths: readonly string[]) => Promise<Result<ImportPreview, ImportError>>;
  readonly show: (preview: ImportPreview) => void;
  readonly failed: (error: unknown) => void;
}): FileOffers {
  let listens = false;
  let kept: string[] = [];
  const flush = (): void => {
    if (!listens || kept.length === 0) return;
    const paths = kept;
    kept = [];
    options.preview(paths).then((found) => {
      if (found.ok) options.show(found.value);
    }, options.failed);
  };
  return {
    offer: (paths) => {
      kept.push(...paths);
      flush();
    },
    windowListens: () => {
      listens = true;
      flush();
    },
  };
}
