/* SPDX-License-Identifier: Apache-2.0 */
// The page's texts in English. Each language has the same keys and the same parameters, one key a line.

const LOCALE = "en-GB";
const number = new Intl.NumberFormat(LOCALE);
const list = new Intl.ListFormat(LOCALE);
const plural = (count, noun) => `${number.format(count)} ${noun}${count === 1 ? "" : "s"}`;
const ended = (text) => (/[.…]$/.test(text) ? text : `${text}.`);
const many = (fresh) => (fresh === 0 ? "Nothing changed" : `${fresh} new`);

export default {
  locale: LOCALE,

  // The frame of the page
  skip: "Skip to the recommendations",
  details: "Details",
  titles: (count) => plural(count, "title"),
  keys: "In the list: [↑] [↓] move, [L] like, [D] less like this, [O] open, [U] undo.",
  health: "Health",

  // The connection
  connecting: "Connecting",
  live: "Live",
  reconnecting: "Reconnecting",
  againIn: (seconds) => `, again in ${seconds} s`,
  connectionLost: "The connection to the service is lost. The page may be out of date. It reconnects by itself.",

  // The readers
  readers: "Readers",
  userId: "User id",
  showUser: "Show this user",
  someoneNew: "Someone new",
  noHistory: "no history yet",
  youCard: "You",
  ownLikes: "with your own likes",
  byUserId: "by user id",
  events: (count) => plural(count, "event"),
  likes: (tastes) => `likes ${list.format(tastes)}`,
  you: "you", // a name in a sentence, like the next two
  named: (name) => name,
  thisReader: "this reader",
  youAreKnown: "The list follows what you like.",
  youAreNew: "You are new here, so the list shows what most people like.",
  seenAs: (name, likes) => `You see the page as ${name}${likes && `, who ${likes}`}.`,

  // The API key
  keyNeeded: "This service needs an API key",
  keyHelp: "This tab keeps the key until you close it.",
  keyLabel: "API key",
  keyContinue: "Continue",
  keyInvalid: "This key is not valid. Check it, and try again.",

  // The main list
  forYou: "For you",
  popular: "Popular",
  personal: "Personal",
  dial: "From popular to personal",
  dialAt: (percent) => `${percent} % personal`,
  fetching: "Fetching the list",
  more: "Show more",
  newTitle: "New",
  like: "Like",
  dislike: "Less like this",
  why: "Why?",
  whyTitle: (title) => `Why: ${title}`,
  undo: "Undo",
  tryAgain: "Try again",
  rankedByModel: "Ranked by the language model.",
  rankedWith: (model, trained, version, request) => `Model ${model}, ${trained ? "trained" : "untrained"}; profile version ${version}; request ${request}.`,
  nothingLeft: "There is nothing left to recommend.",
  withoutProfile: "The profile can't be read at the moment. Until it can, the list shows what most people like.",
  untrained: "The model is untrained: its order has no meaning.",
  // problem is an English clause of the service, or null
  degraded: (problem) => ended((problem ?? "part of the service did not answer").replace(/^./u, (first) => first.toUpperCase())),

  // The search
  find: "Find a title that you know",
  byTitle: "Search by title",
  notFound: (query) => `No title matches “${query}”.`,

  // The wish
  mood: "What are you in the mood for?",
  ownWords: "In your own words",
  showWish: "Show",
  conditions: "What the list must meet",
  takeBack: (condition) => `Take back: ${condition}`,
  had: (titles) => `You already know ${titles}, so the list has others.`,
  fewMatch: "Few match all your words. The others are what may suit you otherwise.",

  // The rows
  trending: "Trending",
  becauseYouLiked: (title) => `Because you liked ${title}`,
  trendingRow: "trending", // the names of the rows in the next two
  becauseRow: "because you liked",
  back: (row) => `Back in ${row}`,
  forward: (row) => `Forward in ${row}`,

  // One item
  close: "Close",
  whyHere: "Why it is here",
  noReasonYet: "The reason has not arrived yet.",
  moreFacts: "More facts about it",
  place: (rank) => `place ${rank}`,
  firstStage: (rank) => `first stage ${rank}`,
  score: (score) => `score ${score}`,
  byModel: "ranked by the language model",
  byRanker: "ranked by the learned ranker",
  byPopularity: "the most popular items, since there was no time to rank",
  stored: "the list was made earlier",
  wordedByModel: "reason worded by the model",
  fromTemplate: "reason from a template",
  cites: (facts) => `cites ${facts}`,
  itemId: (id) => `item ${id}`,

  // What an action does
  hint: "Like two or three titles that you know. The list follows you at once.",
  liked: (title) => ended(`You liked ${title}`),
  disliked: (title) => ended(`You want less like ${title}`),
  likedSaved: (title) => ended(`Saved: you liked ${title}`),
  dislikedSaved: (title) => ended(`Saved: you want less like ${title}`),
  withdrawnSaved: (title) => `Saved: ${title} does not count any more.`,
  forgottenSaved: "Everything will be forgotten.",
  undoneSaved: "Saved: undone.",
  listFollows: "The list can't be updated at the moment. It follows by itself.",

  // What changed in the list; fresh is the number of new titles
  afterLike: (fresh, title) => ended(`${many(fresh)} because you liked ${title}`),
  afterDislike: (fresh, title) => ended(`${many(fresh)} because you want less like ${title}`),
  afterWithdrawal: (fresh, title) => `${title} does not count any more: ${fresh} new.`,
  afterErasure: "Everything is forgotten. The list shows what most people like.",
  afterUndo: (fresh, same) => `Undone. ${same ? "The list is as it was." : `${fresh === 0 ? "The same titles are back." : `${fresh} new since then.`}`}`,
  towardsPopular: (fresh) => `Closer to what most people like: ${fresh} new.`,
  towardsPersonal: (fresh) => `Closer to you: ${fresh} new.`,
  afterWish: (wish) => `The list follows “${wish}”.`,
  afterNoWish: "The list follows what you like again.",
  afterOthers: (fresh) => `${many(fresh)} because of something done outside this page.`,

  // An action that failed: one of the first five is the parameter of the other two
  saved: "saved",
  takenBack: "taken back",
  forgotten: "forgotten",
  downloaded: "downloaded",
  undone: "undone",
  late: (done) => `This is not ${done} yet. The service does not answer; the page waits for it.`,
  failed: (done, problem) => `This was not ${done}. ${problem}`,
  notListed: "The profile does not list it any more.",

  // The profile
  knownAbout: (name) => `What Edgewise knows about ${name}`,
  profileNumbers: (events, version, id) => `${events}, version ${version}, id ${id}`,
  nothingYet: "Nothing yet.",
  noFacts: "No fact is strong enough yet.",
  latest: "Latest",
  affinities: "Affinities",
  noAffinities: "None yet.",
  all: (count) => `All ${count}`,
  eventType: (type, name) => name, // name is the service's word, for example "Liked"
  justNow: "just now",
  dontUse: "Don't use this",
  dontUseEvent: (done, title) => `Don't use: ${done} ${title}`,
  forgetAll: "Forget everything",
  noUndo: "This cannot be undone.",
  forget: (name) => `Forget ${name} for ever`,
  download: "Download it",

  // Times of the service
  profileTime: (time) => `profile ${time}`,
  candidatesTime: (time) => `candidates ${time}`,
  modelTime: (time) => `model ${time}`,
  reasonsTime: (time) => `reasons ${time}`,
  together: (times, total) => `${times}; together ${total}`,
  seconds: (value) => `${value} s`,
  milliseconds: (value) => `${value} ms`,

  // Problems of the service
  profilesUnreadable: "Profiles can't be read at the moment.",
  nothingSaved: "Nothing can be saved at the moment.",
  busy: "The service is busy at the moment.",
  noAnswer: "The service does not answer.",
  unreadableAnswer: "The service sent an answer that cannot be read.",
  status: (status) => `The service answered with status ${status}.`,
};
