import type { Rectangle } from 'electron';

import { PAGE_OF } from '#core/codebook/colours.ts';
import type { Settings } from '#core/contract/settings.ts';

type WindowState = Settings['window'];

/** Device-independent pixels of the window that must be on a screen for it to be found again. */
const VISIBLE = { width: 120, height: 40 } as const;

/**
 * Where to open the window. A place that is on no screen any more, such as one of a monitor that
 * was unplugged, is given up; a size larger than the screen is cut.
 *
 * @param workAreas of the screens, the first one the main screen
 */
export function placeWindow(
  state: WindowState,
  workAreas: readonly Rectangle[],
): Partial<Rectangle> {
  const { x, y, width, height } = state;
  const area =
    x === null || y === null
      ? undefined
      : workAreas.find((each) => shows(each, { x, y, width, height }));
  const limit = area ?? workAreas[0];
  const size = {
    width: Math.round(Math.min(width, limit?.width ?? width)),
    height: Math.round(Math.min(height, limit?.height ?? height)),
  };
  if (!area || x === null || y === null) return size;
  return { ...size, x: Math.round(x), y: Math.round(Math.max(y, area.y)) };
}

function shows(area: Rectangle, window: Rectangle): boolean {
  const across =
    Math.min(area.x + area.width, window.x + window.width) - Math.max(area.x, window.x);
  const down =
    Math.min(area.y + area.height, window.y + window.height) - Math.max(area.y, window.y);
  return across >= VISIBLE.width && down >= VISIBLE.height && window.y > area.y - VISIBLE.height;
}

const ZOOM = { min: -4, max: 6, step: 0.5 } as const;

/** The next zoom level, in Chromium's steps of 20 %. */
export function nextZoomLevel(
  level: number,
  action: 'zoom-in' | 'zoom-out' | 'zoom-reset',
): number {
  switch (action) {
    case 'zoom-in':
      return Math.min(ZOOM.max, level + ZOOM.step);
    case 'zoom-out':
      return Math.max(ZOOM.min, level - ZOOM.step);
    case 'zoom-reset':
      return 0;
  }
}

/** What is on screen before the first paint, so that the window does not flash. */
export function backgroundOf(theme: Settings['theme'], systemIsDark: boolean): string {
  return PAGE_OF[theme === 'system' ? (systemIsDark ? 'dark' : 'light') : theme].background;
}
