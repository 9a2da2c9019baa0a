using System.Collections.Frozen;

namespace CampaignBot.Core.Understanding.Classification;

/// <summary>What people type for speed, written out: English and Spanish in one table, since a message does not say which it is.</summary>
internal static class Shorthand
{
    /// <summary>The longest text <see cref="TryExpand"/> gives, in characters.</summary>
    public const int MaxLength = 16;

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Words = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["u"] = "you", ["ur"] = "your", ["r"] = "are", ["pls"] = "please", ["plz"] = "please", ["thx"] = "thanks",
        ["tnx"] = "thanks", ["ty"] = "thanks", ["wanna"] = "want to", ["gonna"] = "going to", ["gotta"] = "got to",
        ["gimme"] = "give me", ["lemme"] = "let me", ["dunno"] = "dont know", ["idk"] = "i dont know", ["wat"] = "what",
        ["wut"] = "what", ["wen"] = "when", ["wher"] = "where", ["wheres"] = "where is", ["whats"] = "what is",
        ["whens"] = "when is", ["hows"] = "how is", ["whos"] = "who is", ["im"] = "i am", ["b4"] = "before",
        ["2day"] = "today", ["2nite"] = "tonight", ["tonite"] = "tonight", ["2moro"] = "tomorrow", ["tmrw"] = "tomorrow",
        ["tmr"] = "tomorrow", ["gr8"] = "great", ["msg"] = "message", ["msgs"] = "messages", ["txt"] = "text",
        ["txts"] = "texts", ["ppl"] = "people", ["abt"] = "about", ["bc"] = "because", ["cuz"] = "because",
        ["coz"] = "because", ["sry"] = "sorry", ["ok"] = "okay", ["k"] = "okay",

        ["q"] = "que", ["xq"] = "porque", ["pq"] = "porque", ["porq"] = "porque", ["x"] = "por", ["xfa"] = "por favor",
        ["xfavor"] = "por favor", ["porfa"] = "por favor", ["tmb"] = "tambien", ["tb"] = "tambien", ["tmbn"] = "tambien",
        ["dnd"] = "donde", ["dond"] = "donde", ["adonde"] = "donde", ["cdo"] = "cuando", ["cndo"] = "cuando",
        ["kuando"] = "cuando", ["kiero"] = "quiero", ["qiero"] = "quiero", ["kien"] = "quien", ["aki"] = "aqui",
        ["bn"] = "bien", ["grax"] = "gracias", ["grasias"] = "gracias", ["toy"] = "estoy", ["pa"] = "para",
        ["xa"] = "para", ["msj"] = "mensaje", ["msjs"] = "mensajes", ["tngo"] = "tengo", ["ola"] = "hola",
    }.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Looks up a word in lower case without accents.</summary>
    public static bool TryExpand(ReadOnlySpan<char> word, out string expansion) => Words.TryGetValue(word, out expansion!);
}
