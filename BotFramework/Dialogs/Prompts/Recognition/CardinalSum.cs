namespace Microsoft.Bot.Builder.Dialogs.Prompts.Recognition;

/// <summary>
/// The number that words said so far add up to, taking the next word only where it fits: "twenty" takes "five" but
/// no "thirty"; "two thousand" takes "six hundred" but no second "thousand".
/// </summary>
internal struct CardinalSum
{
    private decimal _scaled;
    private decimal _current;
    private decimal _lastScale;
    private bool _hasCurrent;
    private bool _closed;

    public decimal Unit { get; private set; }

    public readonly bool HasAny => _hasCurrent || _lastScale > 0;

    public readonly decimal Total => _scaled + _current;

    /// <summary>Digits begin a number or follow a scale, as in "2 million 500".</summary>
    public readonly bool TakesNumeral => !_hasCurrent && !_closed;

    /// <summary>English says "and" after hundreds and thousands, Spanish "y" between tens and units.</summary>
    public readonly bool TakesAnd(string word) =>
        !_closed && (word == "y" ? _current % 100 is >= 30 and < 100 : !_hasCurrent || (_current >= 100 && _current % 100 == 0));

    public bool AddNumeral(decimal value)
    {
        if (_lastScale > 0 && value >= _lastScale)
            return false;
        (_current, _hasCurrent, _closed, Unit) = (value, true, true, 1);
        return true;
    }

    public bool Add(int value)
    {
        var room = value < 10 ? 10 : value < 100 ? 100 : 1000;
        if (_closed || (_hasCurrent && (_current == 0 || value == 0 || _current % room != 0 || (room == 10 && _current % 100 == 10))))
            return false;
        if (_lastScale > 0 && value >= _lastScale)
            return false;
        (_current, _hasCurrent, Unit) = (_current + value, true, 1);
        return true;
    }

    public bool Multiply(int by)
    {
        if (_hasCurrent && (_current == 0 || _current >= 100 || by == 1))
            return false;
        _current = _hasCurrent ? _current * by : by;
        (_hasCurrent, _closed, Unit) = (true, by != 100, by == 100 ? 1 : by);
        return true;
    }

    public bool Scale(decimal by)
    {
        if (_lastScale > 0 && by == _lastScale)
            return false;
        if (_lastScale > 0 && by < _lastScale)
            _scaled += (_hasCurrent ? _current : 1) * by;
        else
            _scaled = (HasAny ? Total : 1) * by;
        (_current, _hasCurrent, _closed, _lastScale, Unit) = (0, false, false, by, by);
        return true;
    }
}
