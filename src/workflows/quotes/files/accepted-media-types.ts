/** The accepted types with their file extensions. A file without one of them gets the first. */
export const MEDIA_TYPES = {
  "application/pdf": ["pdf"],
  "image/png": ["png"],
  "image/jpeg": ["jpg", "jpeg", "jfif"],
  "image/gif": ["gif"],
  "image/webp": ["webp"],
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ["xlsx"],
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ["docx"],
  "application/vnd.oasis.opendocument.spreadsheet": ["ods"],
  "application/vnd.oasis.opendocument.text": ["odt"],
  "text/csv": ["csv"],
  "text/plain": ["txt", "text", "log", "md"],
} as const satisfies Record<string, readonly [string, ...string[]]>

export type MediaType = keyof typeof MEDIA_TYPES
