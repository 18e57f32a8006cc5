/** Tells whether a text could be an e-mail address. Whether it is one, the code tells that is sent there. */
export const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim())
