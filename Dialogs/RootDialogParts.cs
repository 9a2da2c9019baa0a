using CampaignBot.Core.Campaign;
using CampaignBot.Core.Knowledge;
using CampaignBot.Core.People;
using CampaignBot.Core.Understanding;
using CampaignBot.Core.Understanding.Guarding;
using CampaignBot.Dialogs.Conversations;
using CampaignBot.Dialogs.Replies;
using CampaignBot.Dialogs.Understanding;
using Microsoft.Bot.Builder;

namespace CampaignBot.Dialogs;

/// <summary>What a conversation is held with: made once, shared by all.</summary>
/// <param name="Guard">Judges every message before anything else reads it; may still be in the making.</param>
/// <param name="Recognizer">Tells what a message asks for; its intents are those of <see cref="Intents"/>.</param>
public sealed record RootDialogParts(
    CampaignContent Content,
    Answerer Answerer,
    LanguageDetector Languages,
    Task<Guard> Guard,
    IRecognizer Recognizer,
    ReplyWriter Replies,
    TimeProvider Clock)
{
    /// <summary>After this long without a word, the bot says again that it is one.</summary>
    public TimeSpan LongPause { get; init; } = TimeSpan.FromHours(24);

    /// <summary>What the bot can do beyond answering, in the order of the menu.</summary>
    public IReadOnlyList<Conversation> Conversations { get; init; } = [];

    /// <summary>Who people are, as far as they told: the language that one asked for is spoken in their other conversations, too.</summary>
    public PersonDirectory? People { get; init; }

    /// <summary>Writes answers with a language model, where that is wished for; else they are quoted.</summary>
    public AnswerWriter? Writer { get; init; }

    /// <summary>Finds answers by meaning, too, where there is a model for it.</summary>
    public HybridSearch? Search { get; init; }

    /// <summary>Whether there is a reply of its own to an intent, or a conversation, on a channel.</summary>
    public bool Understands(string intent, string? channelId) =>
        Conversations.FirstOrDefault(c => c.Id == intent) is { } conversation ? conversation.IsOfferedOn(channelId)
        : intent == Intents.Person || (Intents.All.Contains(intent, StringComparer.Ordinal) && !Intents.Conversations.Contains(intent, StringComparer.Ordinal));

    /// <summary>The answer to a question; what a model sees of it holds no personal data.</summary>
    public async Task<Answer> AskAsync(string question, string language, CancellationToken cancellationToken) => Search is null
        ? Answerer.Ask(question, language)
        : await Search.AskAsync(question, MaskedText.Of(question, language, Clock.GetUtcNow(), Content.Profile.TimeZone), language, cancellationToken);

    /// <summary>The parts for a campaign.</summary>
    /// <param name="answerer">Where there is one already; else one is made.</param>
    public static RootDialogParts For(CampaignContent content, Task<Guard> guard, IRecognizer recognizer, TimeProvider clock, Answerer? answerer = null)
    {
        answerer ??= new Answerer(content, clock);
        return new(
            content,
            answerer,
            LanguageDetector.Of(content),
            guard,
            recognizer,
            new ReplyWriter(content, answerer),
            clock);
    }
}
