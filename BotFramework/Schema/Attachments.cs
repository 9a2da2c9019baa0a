using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Microsoft.Bot.Schema;

/// <summary>A card or a file that goes with a message.</summary>
public class Attachment
{
    public Attachment()
    {
    }

    public Attachment(string? contentType = null, string? contentUrl = null, object? content = null, string? name = null, string? thumbnailUrl = null) =>
        (ContentType, ContentUrl, Content, Name, ThumbnailUrl) = (contentType, contentUrl, content, name, thumbnailUrl);

    /// <summary>A media type, or a card's content type.</summary>
    public string? ContentType { get; set; }

    /// <summary>Where a file can be fetched; may be a <c>data:</c> URL.</summary>
    public string? ContentUrl { get; set; }

    /// <summary>A card.</summary>
    [JsonConverter(typeof(UntypedValueConverter))]
    public object? Content { get; set; }

    public string? Name { get; set; }

    public string? ThumbnailUrl { get; set; }

    /// <summary>JSON properties that this class doesn't name.</summary>
    [JsonIgnore, JsonPropertyName(UnknownProperties.NoName)]
    public JsonObject Properties { get; set; } = [];

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown
    {
        get => UnknownProperties.Of(Properties);
        set => Properties = value?.Json ?? [];
    }
}

/// <summary>A file to be stored by a channel.</summary>
public class AttachmentData
{
    public AttachmentData()
    {
    }

    public AttachmentData(string? type = null, string? name = null, byte[]? originalBase64 = null, byte[]? thumbnailBase64 = null) =>
        (Type, Name, OriginalBase64, ThumbnailBase64) = (type, name, originalBase64, thumbnailBase64);

    /// <summary>The media type.</summary>
    public string? Type { get; set; }

    public string? Name { get; set; }

    public byte[]? OriginalBase64 { get; set; }

    public byte[]? ThumbnailBase64 { get; set; }

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown { get; set; }
}

/// <summary>A button, or a tap on a card.</summary>
public class CardAction
{
    public CardAction()
    {
    }

    public CardAction(string? type = null, string? title = null, string? image = null, string? text = null, string? displayText = null, object? value = null, object? channelData = null) =>
        (Type, Title, Image, Text, DisplayText, Value, ChannelData) = (type, title, image, text, displayText, value, channelData);

    /// <summary>One of <see cref="ActionTypes"/>.</summary>
    public string? Type { get; set; }

    public string? Title { get; set; }

    public string? Image { get; set; }

    /// <summary>For <see cref="ActionTypes.MessageBack"/>: the text of the message sent.</summary>
    public string? Text { get; set; }

    /// <summary>For <see cref="ActionTypes.MessageBack"/>: what the conversation shows as said.</summary>
    public string? DisplayText { get; set; }

    /// <summary>What is sent, opened or played; what it is depends on the type.</summary>
    [JsonConverter(typeof(UntypedValueConverter))]
    public object? Value { get; set; }

    [JsonConverter(typeof(UntypedValueConverter))]
    public object? ChannelData { get; set; }

    public string? ImageAltText { get; set; }

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown { get; set; }

    /// <summary>A button that says <paramref name="input"/>.</summary>
    public static CardAction FromString(string input) => new(ActionTypes.ImBack, input, value: input);

    public static implicit operator CardAction(string input) => FromString(input);
}

/// <summary>Buttons shown with a message, gone when one is pressed or something else is said.</summary>
public class SuggestedActions
{
    public SuggestedActions()
    {
    }

    public SuggestedActions(IList<string>? to = null, IList<CardAction>? actions = null) => (To, Actions) = (to, actions);

    public SuggestedActions(IEnumerable<string>? to, IEnumerable<CardAction>? actions)
        : this(to?.ToList(), actions?.ToList())
    {
    }

    /// <summary>Ids of the members the actions are for; nobody named means all.</summary>
    public IList<string>? To { get; set; }

    public IList<CardAction>? Actions { get; set; }

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown { get; set; }
}
