export { readAlarms, readStory, type StoryRow } from './read-story.js'
export { type CallLog, collectCalls } from './record-calls.js'
export { type StoryEntry, type StoryKind, tell, tellOnce } from './tell.js'
