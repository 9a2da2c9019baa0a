namespace CampaignBot.Core.Understanding.Entities;

/// <summary>Finds the city, state and ZIP that follow a street.</summary>
internal static class LocalityReader
{
    /// <summary>City, state and ZIP as far as they follow.</summary>
    /// <param name="introduced">Whether an address is what the clause tells: then its end may be a city without comma or capitals.</param>
    public static PostalAddress Read(ref Cursor cursor, PostalAddress address, bool introduced)
    {
        var ahead = cursor;
        var comma = ahead.EatOne(",", "\n");
        if (!comma)
            comma = ahead.Now.IsMark('.') && ahead.Next.Kind == TokenKind.Word && ahead.Eat(".");
        var linked = !comma && ahead.EatOne("in", "en");
        if (!linked && StateAndZip(ref ahead, comma) is { } here)
        {
            cursor = ahead;
            return address with { State = here.State, Zip = here.Zip };
        }
        var (city, capitals) = ("", true);
        var start = ahead.At;
        for (var words = 0; words < AddressName.Longest && ahead.Now.Kind == TokenKind.Word && AddressWords.IsName(ahead.Now.Word); words++)
        {
            capitals &= ahead.Tokens.IsCapital(ahead.At);
            city = AddressName.Joined(city.Length == 0 ? null : city, ahead);
            ahead.Move();
            if (AddressWords.IsParticle(ahead.Before.Word))
                ahead.EatGlued(".");
            var after = ahead;
            var between = after.EatOne(",", "\n");
            if (StateAndZip(ref after, between) is { } place)
            {
                cursor = after;
                return address with { City = city, State = place.State, Zip = place.Zip };
            }
        }
        // "12 library ln, true?" asks whether it is so.
        if (ahead.At > start && ahead.AtEnd && !AddressWords.IsTag(ahead.Before.Word) && (comma || capitals || (introduced && !linked)))
        {
            cursor = ahead;
            return address with { City = city };
        }
        return address;
    }

    private static (string? State, string? Zip)? StateAndZip(ref Cursor cursor, bool comma)
    {
        var ahead = cursor;
        var state = State(ref ahead, out var unmistakable);
        var afterState = ahead;
        ahead.Eat(",");
        if (ahead.EatOne("zip", "zipcode", "cp") || ahead.Eat("codigo", "postal"))
        {
            ahead.EatOne("code");
            ahead.EatOne("is", "es", ":");
        }
        if (ZipReader.Eat(ref ahead, out var zip) && !Counting.IsCounted(ahead.Now))
        {
            cursor = ahead;
            return (state, zip.Plus4 is null ? zip.Zip : $"{zip.Zip}-{zip.Plus4}");
        }
        if (state is null || !(unmistakable || comma || afterState.Now.Kind == TokenKind.End))
            return null;
        cursor = afterState;
        return (state, null);
    }

    /// <param name="unmistakable">Whether it can't be another word: "or" and "in" are Oregon and Indiana in capitals only.</param>
    private static string? State(ref Cursor cursor, out bool unmistakable)
    {
        unmistakable = true;
        if (AddressWords.LongStates.TryGetValue($"{cursor.Now.Word} {cursor.Next.Word}", out var state))
        {
            cursor.Move(2);
            return state;
        }
        if (cursor.Eat("d", ".", "c") || cursor.Eat("d", "c"))
        {
            cursor.EatGlued(".");
            return "DC";
        }
        // Of "Washington, DC" it is the city.
        var next = cursor.Next.IsMark(',') ? cursor.Tokens[cursor.At + 2] : cursor.Next;
        if (cursor.Now.Kind != TokenKind.Word || !AddressWords.States.TryGetValue(cursor.Now.Word, out state) || (state == "WA" && next.Word is "dc" or "d"))
            return null;
        unmistakable = cursor.Now.Length > 2 || cursor.Tokens.IsUpper(cursor.At) || !(WordForms.English.IsCommon(cursor.Now.Word) || WordForms.Spanish.IsCommon(cursor.Now.Word) || cursor.Now.Word is "hi" or "ok" or "oh" or "pa" or "ma" or "id");
        cursor.Move();
        return state;
    }
}
