/* SPDX-License-Identifier: Apache-2.0 */
// The page's texts in Korean. A title is followed by a noun or by a particle with one form (에), never by 을 or 를, 이 or
// 가: which one is right depends on the sound of its last letter, and a title may be in any script. A name gets 님.

const LOCALE = "ko-KR";
const number = new Intl.NumberFormat(LOCALE);
const many = (fresh) => (fresh === 0 ? "목록은 그대로예요." : `새 추천 ${fresh}개가 올라왔어요.`);

const EVENT_TYPES = {
  view: "조회", click: "열어 봄", read: "읽음", like: "좋아요", dislike: "싫어요", hide: "숨김", add: "담음",
  purchase: "구매", rate: "평점", return: "반품", impression: "노출", search: "검색",
};

export default {
  locale: LOCALE,

  // The frame of the page
  skip: "추천 목록으로 건너뛰기",
  details: "자세히",
  titles: (count) => `총 ${number.format(count)}개`,
  keys: "목록에서 쓰는 키: [↑] [↓] 이동, [L] 좋아요, [D] 덜 보기, [O] 열기, [U] 되돌리기",
  health: "서비스 상태",

  // The connection
  connecting: "연결 중",
  live: "연결됨",
  reconnecting: "다시 연결 중",
  againIn: (seconds) => `, ${seconds}초 뒤 재시도`,
  connectionLost: "서비스와 연결이 끊겼어요. 화면이 최신이 아닐 수 있어요. 자동으로 다시 연결할게요.",

  // The readers
  readers: "사용자",
  userId: "사용자 ID",
  showUser: "이 사용자 보기",
  someoneNew: "새 사용자",
  noHistory: "아직 기록 없음",
  youCard: "나",
  ownLikes: "내가 누른 좋아요 반영",
  byUserId: "사용자 ID로 선택",
  events: (count) => `활동 ${number.format(count)}개`,
  likes: (tastes) => `${tastes.join("·")} 취향`,
  you: "회원님", // a name in a sentence, like the next two
  named: (name) => `${name} 님`,
  thisReader: "이 사용자",
  youAreKnown: "회원님의 취향에 맞춰 추천해요.",
  youAreNew: "처음 오셨네요. 많은 사람이 좋아하는 것부터 보여 드려요.",
  seenAs: (name, likes) => `${name}에게 보이는 화면이에요.${likes && ` ${likes}이에요.`}`,

  // The API key
  keyNeeded: "이 서비스를 쓰려면 API 키가 필요해요",
  keyHelp: "키는 이 탭을 닫을 때까지만 보관해요.",
  keyLabel: "API 키",
  keyContinue: "계속",
  keyInvalid: "올바른 키가 아니에요. 확인하고 다시 입력해 주세요.",

  // The main list
  forYou: "맞춤 추천",
  popular: "인기",
  personal: "내 취향",
  dial: "인기와 내 취향의 비중",
  dialAt: (percent) => `내 취향 ${percent}%`,
  fetching: "목록을 불러오는 중",
  more: "더 보기",
  newTitle: "새 추천",
  like: "좋아요",
  dislike: "덜 보기",
  why: "추천 이유",
  whyTitle: (title) => `추천 이유: ${title}`,
  undo: "되돌리기",
  tryAgain: "다시 시도",
  rankedByModel: "언어 모델이 순위를 정했어요.",
  rankedWith: (model, trained, version, request) => `모델 ${model}(${trained ? "학습됨" : "학습되지 않음"}), 프로필 버전 ${version}, 요청 ${request}`,
  nothingLeft: "더 추천할 것이 없어요.",
  withoutProfile: "지금은 프로필을 읽을 수 없어요. 다시 읽을 때까지 많은 사람이 좋아하는 것을 보여 드려요.",
  untrained: "학습되지 않은 모델이라 순위에 의미가 없어요.",
  // problem is an English clause of the service, or null
  degraded: (problem) => "지금은 서비스의 일부를 쓸 수 없어서 목록을 간단하게 만들었어요.",

  // The search
  find: "아는 제목 찾기",
  byTitle: "제목으로 검색",
  notFound: (query) => `“${query}” 검색 결과가 없어요.`,

  // The wish
  mood: "지금 어떤 걸 찾으세요?",
  ownWords: "원하는 것을 편하게 적어 보세요",
  showWish: "보기",
  conditions: "목록의 조건",
  takeBack: (condition) => `조건 빼기: ${condition}`,
  had: (titles) => `${titles}, 이미 아시니까 목록에서는 뺐어요.`,
  fewMatch: "말씀하신 것에 모두 맞는 것은 적어서, 나머지는 취향에 맞춰 골랐어요.",

  // The rows
  trending: "요즘 인기",
  becauseYouLiked: (title) => `“${title}” 좋아하셨죠? 이것도 추천해요`,
  trendingRow: "요즘 인기", // the names of the rows in the next two
  becauseRow: "좋아요에 따른 추천",
  back: (row) => `${row} 이전으로`,
  forward: (row) => `${row} 다음으로`,

  // One item
  close: "닫기",
  whyHere: "추천한 이유",
  noReasonYet: "추천 이유를 아직 받지 못했어요.",
  moreFacts: "그 밖의 정보",
  place: (rank) => `순위 ${rank}`,
  firstStage: (rank) => `1단계 순위 ${rank}`,
  score: (score) => `점수 ${score}`,
  byModel: "언어 모델이 정한 순위",
  byRanker: "학습된 랭커가 정한 순위",
  byPopularity: "순위를 정할 시간이 없어 가장 인기 있는 것",
  stored: "미리 만들어 둔 목록",
  wordedByModel: "모델이 쓴 이유",
  fromTemplate: "틀에 맞춰 쓴 이유",
  cites: (facts) => `근거 ${facts}`,
  itemId: (id) => `항목 ${id}`,

  // What an action does
  hint: "아는 제목 두세 개에 좋아요를 눌러 보세요. 목록이 바로 바뀌어요.",
  liked: (title) => `“${title}”에 좋아요를 눌렀어요.`,
  disliked: (title) => `“${title}” 같은 추천을 줄일게요.`,
  likedSaved: (title) => `“${title}” 좋아요를 저장했어요.`,
  dislikedSaved: (title) => `“${title}” 같은 추천을 줄이도록 저장했어요.`,
  withdrawnSaved: (title) => `“${title}” 기록을 쓰지 않도록 저장했어요.`,
  forgottenSaved: "모든 기록을 지울게요.",
  undoneSaved: "되돌리기를 저장했어요.",
  listFollows: "지금은 목록을 새로 만들 수 없지만, 곧 자동으로 반영돼요.",

  // What changed in the list; fresh is the number of new titles
  afterLike: (fresh, title) => `“${title}” 좋아요를 반영했어요. ${many(fresh)}`,
  afterDislike: (fresh, title) => `“${title}” 같은 추천을 줄였어요. ${many(fresh)}`,
  afterWithdrawal: (fresh, title) => `이제 “${title}” 기록을 쓰지 않아요. ${many(fresh)}`,
  afterErasure: "모든 기록을 지웠어요. 이제 많은 사람이 좋아하는 것을 보여 드려요.",
  afterUndo: (fresh, same) => `되돌렸어요. ${same ? "목록이 이전과 같아요." : fresh === 0 ? "같은 추천이 다시 나왔어요." : `그사이 ${many(fresh)}`}`,
  towardsPopular: (fresh) => `많은 사람이 좋아하는 쪽으로 옮겼어요. ${many(fresh)}`,
  towardsPersonal: (fresh) => `회원님 취향 쪽으로 옮겼어요. ${many(fresh)}`,
  afterWish: (wish) => `“${wish}”에 맞춰 목록을 바꿨어요.`,
  afterNoWish: "다시 취향에 맞춰 추천해요.",
  afterOthers: (fresh) => `이 화면 밖에서 한 활동을 반영했어요. ${many(fresh)}`,

  // An action that failed: one of the first five is the parameter of the other two
  saved: "저장하지",
  takenBack: "기록을 빼지",
  forgotten: "기록을 지우지",
  downloaded: "내려받지",
  undone: "되돌리지",
  late: (done) => `아직 ${done} 못했어요. 서비스의 응답을 기다리고 있어요.`,
  failed: (done, problem) => `${done} 못했어요. ${problem}`,
  notListed: "프로필에 그 기록이 더 이상 없어요.",

  // The profile
  knownAbout: (name) => `Edgewise가 ${name}에 대해 아는 것`,
  profileNumbers: (events, version, id) => `${events}, 버전 ${version}, ID ${id}`,
  nothingYet: "아직 아는 것이 없어요.",
  noFacts: "아직 뚜렷한 취향이 없어요.",
  latest: "최근 활동",
  affinities: "취향 점수",
  noAffinities: "아직 없어요.",
  all: (count) => `전체 ${count}개`,
  eventType: (type, name) => EVENT_TYPES[type] ?? name, // name is the service's word, for example "Liked"
  justNow: "방금",
  dontUse: "이 기록 쓰지 않기",
  dontUseEvent: (done, title) => `이 기록 쓰지 않기: ${title}, ${done}`,
  forgetAll: "모두 지우기",
  noUndo: "지우면 되돌릴 수 없어요.",
  forget: (name) => `${name}의 기록 영구 삭제`,
  download: "내려받기",

  // Times of the service
  profileTime: (time) => `프로필 ${time}`,
  candidatesTime: (time) => `후보 ${time}`,
  modelTime: (time) => `모델 ${time}`,
  reasonsTime: (time) => `이유 ${time}`,
  together: (times, total) => `${times}, 모두 ${total}`,
  seconds: (value) => `${value}초`,
  milliseconds: (value) => `${value}ms`,

  // Problems of the service
  profilesUnreadable: "지금은 프로필을 읽을 수 없어요.",
  nothingSaved: "지금은 아무것도 저장할 수 없어요.",
  busy: "지금은 서비스가 붐벼요. 잠시 뒤에 다시 시도해 주세요.",
  noAnswer: "서비스가 응답하지 않아요.",
  unreadableAnswer: "서비스가 읽을 수 없는 응답을 보냈어요.",
  status: (status) => `서비스에 오류가 생겼어요(상태 코드 ${status}).`,
};
