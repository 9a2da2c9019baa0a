using CampaignBot.Core.Feedback;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Dialogs.Opinions;

/// <summary>What is said of an answer right after it, where there are no thumbs to tap.</summary>
internal static class RatingWords
{
    private static readonly HashSet<string> Ups = Set(
        "that helped|this helped|it helped|helpful|very helpful|that was helpful|thats helpful|good answer|great answer|perfect answer|just what i needed|exactly what i needed|that answers it|that answered my question|me ayudo|eso me ayudo|eso ayudo|me sirvio|eso me sirvio|muy util|util|buena respuesta|excelente respuesta|justo lo que necesitaba");

    private static readonly HashSet<string> Downs = Set(
        "thats wrong|that is wrong|this is wrong|wrong answer|thats not right|thats incorrect|that is not correct|not helpful|that didnt help|that did not help|this didnt help|didnt help|unhelpful|useless|useless answer|bad answer|thats not what i asked|that is not what i asked|not what i asked|you didnt answer my question|that doesnt answer my question|eso esta mal|eso no es correcto|respuesta equivocada|eso es incorrecto|no me ayudo|eso no me ayudo|no ayudo|no me sirvio|eso no me sirvio|no sirve|mala respuesta|eso no es lo que pregunte|no es lo que pregunte|no respondio mi pregunta|no contesto mi pregunta");

    /// <summary>What a message says of the answer before it; null where it says something else.</summary>
    public static Rating? Read(string text)
    {
        // The colour of the hand says nothing.
        var hand = text.Trim().TrimEnd('!', '\uFE0F');
        if (hand.StartsWith("👍", StringComparison.Ordinal) && IsHand(hand))
            return Rating.Up;
        if (hand.StartsWith("👎", StringComparison.Ordinal) && IsHand(hand))
            return Rating.Down;
        var key = FoldedText.Key(text);
        return Ups.Contains(key) ? Rating.Up : Downs.Contains(key) ? Rating.Down : null;
    }

    private static bool IsHand(string text) => text.EnumerateRunes().All(r => r.Value is 0x1F44D or 0x1F44E or (>= 0x1F3FB and <= 0x1F3FF) or 0xFE0F or ' ');

    private static HashSet<string> Set(string words) => new(words.Split('|').Select(FoldedText.Key), StringComparer.Ordinal);
}
