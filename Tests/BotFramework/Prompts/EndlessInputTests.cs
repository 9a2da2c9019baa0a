using System.Diagnostics;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Builder.Dialogs.Prompts.Recognition;

namespace CampaignBot.Tests.BotFramework.Prompts;

/// <summary>Messages of 10,000 and 1,000,000 characters made to be slow: a reader that goes over the text again for each word never ends here.</summary>
public class EndlessInputTests
{
    public static TheoryData<string> Pieces =>
    [
        "one ", "1", "1 ", "½", "-", "million ", "mil ", "1 000 000 ", "and a half ", "from 3 to ", "a las 5 y ", "saturday ", "saturday, the ",
        "de ", "1.", "1/", "11/7/", "in 3 ", "nov ", "the el dia ", "no ", "y ", "second to ", "@at a las ", "12:", "a", "é", "\u0301", "😊", "2nd ", "\ud83d", " ",
    ];

    [Theory]
    [MemberData(nameof(Pieces))]
    public void Recognizers_EndlessText_Return(string piece)
    {
        foreach (var length in (int[])[10_000, 1_000_000])
        {
            var text = string.Concat(Enumerable.Repeat(piece, (length / piece.Length) + 1));
            var read = Words.Read(text).Count;
            var watch = Stopwatch.StartNew();

            NumberRecognizer.Recognize(text, "es-es");
            OrdinalRecognizer.Recognize(text);
            BooleanRecognizer.Recognize(text);
            DateTimeRecognizer.Recognize(text, "en-us", new DateTime(2026, 11, 18));
            ChoiceRecognizers.RecognizeChoices(text, ["one two three", "saturday nov", "1 2 3"], new FindChoicesOptions { AllowPartialMatches = true });

            Assert.InRange(read, 0, 400);
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), $"{length} characters took {watch.Elapsed}");
        }
    }
}
