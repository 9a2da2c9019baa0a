using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>Makes a message that shows choices, in the way its channel can. Each message expects an answer.</summary>
public class ChoiceFactory
{
    private const int MaxInlineChoices = 3;

    /// <inheritdoc cref="ForChannel(string?, IList{Choice}?, string?, string?, ChoiceFactoryOptions?, string?, IList{string}?)"/>
    public static IMessageActivity ForChannel(string? channelId, IList<Choice>? list, string? text = null, string? speak = null, ChoiceFactoryOptions? options = null) =>
        ForChannel(channelId, list, text, speak, options, conversationType: null, toList: null);

    /// <summary>
    /// The best message the channel can show: suggested actions, or a card's buttons; with titles longer than a button
    /// shows or no room for so many buttons, up to three choices in the text and more as a list.
    /// </summary>
    /// <param name="channelId">The channel's id.</param>
    /// <param name="list">The choices.</param>
    /// <param name="text">The text before them.</param>
    /// <param name="speak">What is said aloud.</param>
    /// <param name="options">How choices in the text are written.</param>
    /// <param name="conversationType">Decides in Teams, see <see cref="Channel.SupportsSuggestedActions(string?, int, string?)"/>.</param>
    /// <param name="toList">Ids of the members who see the suggested actions; everyone when null.</param>
    [OverloadResolutionPriority(1)] // A call that names neither is no longer ambiguous.
    public static IMessageActivity ForChannel(
        string? channelId, IList<Choice>? list, string? text = null, string? speak = null, ChoiceFactoryOptions? options = null, string? conversationType = null, IList<string>? toList = null)
    {
        var choices = list ?? [];
        var fitsButtons = choices.All(choice => Title(choice).Length <= Channel.MaxActionTitleLength(channelId));
        if (fitsButtons && Channel.SupportsSuggestedActions(channelId, choices.Count, conversationType))
            return SuggestedAction(choices, text, speak, toList);
        if (fitsButtons && Channel.SupportsCardActions(channelId, choices.Count))
            return HeroCard(choices, text, speak);
        return fitsButtons && choices.Count <= MaxInlineChoices ? Inline(choices, text, speak, options) : List(choices, text, speak, options);
    }

    /// <summary>The choices as buttons of a hero card whose text is <paramref name="text"/>.</summary>
    public static IMessageActivity HeroCard(IList<Choice>? choices, string? text = null, string? speak = null) =>
        Message(null, speak, activity => activity.Attachments = [new HeroCard(text: text, buttons: Buttons(choices)).ToAttachment()]);

    /// <summary>The choices at the end of the text: "Which? (1) red, (2) green, or (3) blue".</summary>
    public static Activity Inline(IList<Choice>? choices, string? text = null, string? speak = null, ChoiceFactoryOptions? options = null)
    {
        var titles = (choices ?? []).Select((choice, i) => Number(options, $"({i + 1}) ") + Title(choice)).ToList();
        var last = titles.Count == 2 ? options?.InlineOr ?? " or " : options?.InlineOrMore ?? ", or ";
        var line = titles.Count < 2
            ? string.Concat(titles)
            : string.Join(options?.InlineSeparator ?? ", ", titles[..^1]) + last + titles[^1];
        return Message(string.IsNullOrEmpty(text) ? line : $"{text} {line}", speak);
    }

    /// <inheritdoc cref="List(IList{Choice}?, string?, string?, ChoiceFactoryOptions?)"/>
    public static Activity List(IList<string>? choices, string? text = null, string? speak = null, ChoiceFactoryOptions? options = null) =>
        List(ToChoices(choices), text, speak, options);

    /// <summary>The choices under the text, a line each, numbered or with dashes: Markdown's list.</summary>
    public static Activity List(IList<Choice>? choices, string? text = null, string? speak = null, ChoiceFactoryOptions? options = null)
    {
        var lines = (choices ?? []).Select((choice, i) => Number(options, $"{i + 1}. ", "- ") + Title(choice));
        return Message($"{text}\n\n   {string.Join("\n   ", lines)}", speak);
    }

    /// <inheritdoc cref="SuggestedAction(IList{Choice}?, string?, string?, IList{string}?)"/>
    public static IMessageActivity SuggestedAction(IList<string>? choices, string? text = null, string? speak = null) =>
        SuggestedAction(ToChoices(choices), text, speak, toList: null);

    /// <inheritdoc cref="SuggestedAction(IList{Choice}?, string?, string?, IList{string}?)"/>
    [OverloadResolutionPriority(1)] // A call that names no members is no longer ambiguous.
    public static IMessageActivity SuggestedAction(IList<string>? choices, string? text = null, string? speak = null, IList<string>? toList = null) =>
        SuggestedAction(ToChoices(choices), text, speak, toList);

    /// <inheritdoc cref="SuggestedAction(IList{Choice}?, string?, string?, IList{string}?)"/>
    public static IMessageActivity SuggestedAction(IList<Choice>? choices, string? text = null, string? speak = null) =>
        SuggestedAction(choices, text, speak, toList: null);

    /// <summary>The choices as suggested actions, shown to <paramref name="toList"/>, or to everyone when it is null.</summary>
    [OverloadResolutionPriority(1)] // A call that names no members is no longer ambiguous.
    public static IMessageActivity SuggestedAction(IList<Choice>? choices, string? text = null, string? speak = null, IList<string>? toList = null) =>
        Message(text, speak, activity => activity.SuggestedActions = new SuggestedActions(toList, Buttons(choices)));

    /// <summary>Choices of these values.</summary>
    public static IList<Choice> ToChoices(IList<string>? choices) => (choices ?? []).Select(value => new Choice(value)).ToList();

    internal static string Title(Choice choice) => choice.Action?.Title is { Length: > 0 } title ? title : choice.Value ?? string.Empty;

    internal static List<CardAction> Buttons(IList<Choice>? choices) =>
        (choices ?? []).Select(choice => choice.Action ?? new CardAction(ActionTypes.ImBack, choice.Value, value: choice.Value)).ToList();

    private static string Number(ChoiceFactoryOptions? options, FormattableString number, string otherwise = "") =>
        options?.IncludeNumbers ?? true ? number.ToString(CultureInfo.InvariantCulture) : otherwise;

    private static Activity Message(string? text, string? speak, Action<Activity>? complete = null)
    {
        var activity = new Activity(ActivityTypes.Message, text: text, speak: string.IsNullOrEmpty(speak) ? null : speak, inputHint: InputHints.ExpectingInput);
        complete?.Invoke(activity);
        return activity;
    }
}
