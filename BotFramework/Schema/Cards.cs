using System.Text.Json.Serialization;

namespace Microsoft.Bot.Schema;

/// <summary>An image on a card.</summary>
public class CardImage
{
    public CardImage()
    {
    }

    public CardImage(string? url = null, string? alt = null, CardAction? tap = null) => (Url, Alt, Tap) = (url, alt, tap);

    public string? Url { get; set; }

    /// <summary>What the image shows, for who can't see it.</summary>
    public string? Alt { get; set; }

    public CardAction? Tap { get; set; }

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown { get; set; }
}

/// <summary>The shape that hero and thumbnail cards share.</summary>
public class BasicCard
{
    public BasicCard()
    {
    }

    public BasicCard(string? title = null, string? subtitle = null, string? text = null, IList<CardImage>? images = null, IList<CardAction>? buttons = null, CardAction? tap = null) =>
        (Title, Subtitle, Text, Images, Buttons, Tap) = (title, subtitle, text, images, buttons, tap);

    public string? Title { get; set; }

    public string? Subtitle { get; set; }

    public string? Text { get; set; }

    public IList<CardImage>? Images { get; set; }

    public IList<CardAction>? Buttons { get; set; }

    public CardAction? Tap { get; set; }

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown { get; set; }
}

/// <summary>A card with a large image.</summary>
public class HeroCard : BasicCard
{
    public const string ContentType = "application/vnd.microsoft.card.hero";

    public HeroCard()
    {
    }

    public HeroCard(string? title = null, string? subtitle = null, string? text = null, IList<CardImage>? images = null, IList<CardAction>? buttons = null, CardAction? tap = null)
        : base(title, subtitle, text, images, buttons, tap)
    {
    }
}

/// <summary>A card with a small image.</summary>
public class ThumbnailCard : BasicCard
{
    public const string ContentType = "application/vnd.microsoft.card.thumbnail";

    public ThumbnailCard()
    {
    }

    public ThumbnailCard(string? title = null, string? subtitle = null, string? text = null, IList<CardImage>? images = null, IList<CardAction>? buttons = null, CardAction? tap = null)
        : base(title, subtitle, text, images, buttons, tap)
    {
    }
}

/// <summary>A card that asks to sign in.</summary>
public class SigninCard
{
    public const string ContentType = "application/vnd.microsoft.card.signin";

    public SigninCard()
    {
    }

    public SigninCard(string? text = null, IList<CardAction>? buttons = null) => (Text, Buttons) = (text, buttons);

    public string? Text { get; set; }

    public IList<CardAction>? Buttons { get; set; }

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown { get; set; }

    /// <summary>A card with one button that opens <paramref name="url"/> to sign in.</summary>
    public static SigninCard Create(string text, string buttonLabel, string url) =>
        new(text, [new CardAction(ActionTypes.Signin, buttonLabel, value: url)]);
}

/// <summary>Where a piece of media is.</summary>
public class MediaUrl
{
    public MediaUrl()
    {
    }

    public MediaUrl(string? url = null, string? profile = null) => (Url, Profile) = (url, profile);

    public string? Url { get; set; }

    public string? Profile { get; set; }

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown { get; set; }
}

/// <summary>The shapes of cards as attachments.</summary>
public static class CardExtensions
{
    public static Attachment ToAttachment(this HeroCard card) => new(HeroCard.ContentType, content: card);

    public static Attachment ToAttachment(this ThumbnailCard card) => new(ThumbnailCard.ContentType, content: card);

    public static Attachment ToAttachment(this SigninCard card) => new(SigninCard.ContentType, content: card);
}
