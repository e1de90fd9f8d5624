// Where a menu opens.

/** Pixels between a menu and what it belongs to, and between it and the window's edges. */
const DISTANCE = 4;

/** What a menu belongs to, in the window. Without its right edge, it is a point in a line. */
export interface Spot {
  left: number;
  right?: number;
  top: number;
  bottom: number;
}

/** Places `menu` below `spot`, or above it where there is no room below; wholly in the window, as far as it fits into that. */
export function placeMenu(menu: HTMLElement, spot: Spot): void {
  const box = menu.getBoundingClientRect();
  const below = spot.bottom + DISTANCE;
  const top = below + box.height < innerHeight ? below : Math.max(DISTANCE, spot.top - DISTANCE - box.height);
  const isFromRight = spot.right !== undefined && getComputedStyle(menu).direction === 'rtl';
  const wanted = isFromRight && spot.right !== undefined ? spot.right - box.width : spot.left;
  const left = Math.max(DISTANCE, Math.min(wanted, innerWidth - box.width - DISTANCE));
  menu.style.setProperty('inset', `${top}px auto auto ${left}px`);
}
