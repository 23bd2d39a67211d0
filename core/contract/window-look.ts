// What a window is opened with before anything else is read: its place, and the colours of its page.

/** What the pages of the window look like. */
export const THEMES = ['system', 'light', 'sepia', 'dark', 'high-contrast'] as const;
export type Theme = (typeof THEMES)[number];

/** Whether a value names a theme. */
export function isTheme(value: unknown): value is Theme {
  return THEMES.some((theme) => theme === value);
}

/** Where the window stands, in device-independent pixels. */
export interface WindowState {
  /** `null` where the system chooses. */
  readonly x: number | null;
  readonly y: number | null;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
  /** In Chromium's steps of 20 %. */
  readonly zoomLevel: number;
}

/** The window of a new installation. */
export const NEW_WINDOW: WindowState = {
  ...{ x: null, y: null, width: 1360, height: 860 },
  ...{ maximized: false, zoomLevel: 0 },
};

/** Whether a window can be opened with a value that was stored. */
export function isWindowState(value: unknown): value is WindowState {
  if (typeof value !== 'object' || value === null) return false;
  const { x, y, width, height, maximized, zoomLevel } = value as Record<string, unknown>;
  return (
    (x === null || isBetween(x, -Infinity, Infinity)) &&
    (y === null || isBetween(y, -Infinity, Infinity)) &&
    isBetween(width, 320, Infinity) &&
    isBetween(height, 240, Infinity) &&
    typeof maximized === 'boolean' &&
    isBetween(zoomLevel, -4, 6)
  );
}

function isBetween(value: unknown, least: number, most: number): boolean {
  return Number.isFinite(value) && Number(value) >= least && Number(value) <= most;
}
