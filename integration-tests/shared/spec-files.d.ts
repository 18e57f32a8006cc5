export const HTTP: string
export const alone: () => string[]
export const shares: (count: number) => string[][]
