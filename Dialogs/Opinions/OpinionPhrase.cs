namespace CampaignBot.Dialogs.Opinions;

/// <summary>What is said around what people tell the campaign; the texts stand in <c>OpinionPhrase.resx</c>.</summary>
public enum OpinionPhrase
{
    PrioritiesTitle,
    PrioritiesAsk,
    PrioritiesAskAnew,
    PrioritiesLabel,
    PrioritiesTooMany,
    NoteWho,
    PrioritiesThanks,
    FeedbackTitle,
    FeedbackAsk,
    FeedbackLabel,
    WantsAnswer,
    ReplyTo,
    ReplyToLabel,
    NotReachable,
    NameAsk,
    NameLabel,
    FeedbackThanks,
    FeedbackThanksAnswer,
    RateTitle,
    RatedUp,
    RatedDown,
    RatedWhy,
    RateConversationTitle,
    RateConversation,
    RatedConversation,
}
