// The columns of a conflict: all beside one another where there is room, else one of them.

export type Shown = 'mine' | 'merged' | 'theirs';

/** Three columns of words need this much, in rem. */
export const ROOM = 54;
