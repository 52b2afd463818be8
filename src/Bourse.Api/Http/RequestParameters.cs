using System.Buffers;
using System.Text;
using Bourse.Venue.Orders;

namespace Bourse.Api.Http;

/// <summary>
/// A request's parameters: the query string and a form body merged, the query's value first where both have one
/// (rest-api.md, "General Information on Endpoints"), or those of a WebSocket request by their names. The getters tell
/// the API's errors by <see cref="Error"/>: the first one stands, so a handler reads all it needs and then looks once.
/// </summary>
/// <remarks>
/// One array holds the bytes as sent (query, then body) and after them the values that had to be percent-decoded. A
/// parameter that no getter asks for is ignored, unless <see cref="RefuseUnread"/> is called.
/// </remarks>
public sealed class RequestParameters
{
    private const int CountMax = 100;
    private const int KeptBytes = 8 * 1024;

    /// <summary>
    /// Below this a time is in milliseconds (until the year 5138), from it on in microseconds (since 1973).
    /// </summary>
    private const long MicrosecondsFrom = 100_000_000_000_000;

    private readonly Parameter[] _parameters = new Parameter[CountMax];
    private byte[] _bytes = new byte[4096];
    private int _rawLength;
    private int _queryLength;
    private int _used;
    private int _count;
    private bool _isNamed;

    /// <summary>The first thing that is wrong with the request; null while nothing is.</summary>
    public ApiError? Error { get; private set; }

    /// <summary>Remembers an error unless there is one already.</summary>
    public void Fail(ApiError error) => Error ??= error;

    /// <summary>Puts an error that goes before all others, as a limit or a failure of ours does.</summary>
    internal void Override(ApiError error) => Error = error;

    /// <summary>Forgets all: nothing was sent, and nothing is wrong.</summary>
    public void Clear()
    {
        Error = null;
        _rawLength = _queryLength = _used = _count = 0;
        _isNamed = false;
    }

    /// <summary>Takes a request over: the query without its question mark, and the body.</summary>
    public void Load(ReadOnlySpan<char> query, in ReadOnlySequence<byte> body)
    {
        Clear();
        int rawLength = checked(query.Length + (int)body.Length);
        Reserve(2 * rawLength);
        _rawLength = _used = rawLength;
        _queryLength = query.Length;
        if (Ascii.FromUtf16(query, _bytes, out _) != OperationStatus.Done) Fail(ApiErrors.IllegalCharacters);
        body.CopyTo(_bytes.AsSpan(query.Length));
        Split(0, _queryLength, isBody: false);
        Split(_queryLength, _rawLength, isBody: true);
    }

    /// <summary>
    /// Adds a parameter that came by its name, as those of the WebSocket API do; one that is there already is -1101.
    /// </summary>
    internal void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        _isNamed = true;
        if (Find(name) >= 0) Fail(ApiErrors.DuplicateParameter);
        else if (_count == CountMax) Fail(ApiErrors.TooManyParameters);
        else _parameters[_count++] = new Parameter
        {
            NameStart = Append(name),
            NameLength = name.Length,
            ValueStart = Append(value),
            ValueLength = value.Length,
        };
    }

    /// <summary>
    /// What the client signed: query and body as sent, without the signature itself; of parameters that came by name
    /// all others in the order of their names.
    /// </summary>
    public ReadOnlySpan<byte> SignaturePayload()
    {
        if (_isNamed) return SortedPayload();
        int index = Find("signature"u8);
        if (index < 0) return _bytes.AsSpan(0, _rawLength);
        ref Parameter signature = ref _parameters[index];
        int partStart = signature.IsBody ? _queryLength : 0;
        int partEnd = signature.IsBody ? _rawLength : _queryLength;
        int from = signature.RawStart;
        int to = signature.RawEnd;
        if (from > partStart) from--;
        else if (to < partEnd) to++;
        if (to == _rawLength) return _bytes.AsSpan(0, from);

        int length = _rawLength - (to - from);
        Reserve(_used + length);
        Span<byte> payload = _bytes.AsSpan(_used, length);
        _bytes.AsSpan(0, from).CopyTo(payload);
        _bytes.AsSpan(to, _rawLength - to).CopyTo(payload[from..]);
        return payload;
    }

    /// <summary>Whether it was sent, empty or not. Does not count as read.</summary>
    public bool Has(ReadOnlySpan<byte> name) => Find(name) >= 0;

    /// <summary>An optional parameter; false when it was not sent, or was sent empty (-1105).</summary>
    public bool TryText(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        int index = Find(name);
        value = default;
        if (index < 0) return false;
        _parameters[index].IsRead = true;
        value = Value(index);
        if (value.IsEmpty) Fail(ApiErrors.Empty(name));
        return !value.IsEmpty;
    }

    /// <summary>A mandatory parameter; empty and -1102 when it was not sent.</summary>
    public ReadOnlySpan<byte> Text(ReadOnlySpan<byte> name)
    {
        if (!TryText(name, out ReadOnlySpan<byte> value)) Fail(ApiErrors.Mandatory(name));
        return value;
    }

    /// <summary>An optional whole number of zero or more.</summary>
    public bool TryNumber(ReadOnlySpan<byte> name, out long value)
    {
        value = 0;
        if (!TryText(name, out ReadOnlySpan<byte> text)) return false;
        if (text.Length > 20 || text.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return Refuse(ApiErrors.IllegalCharactersIn(name, LegalRanges.Number));
        foreach (byte digit in text)
        {
            if (value > (long.MaxValue - (digit - '0')) / 10)
            {
                value = 0;
                return Refuse(ApiErrors.Overflowed(name));
            }
            value = value * 10 + (digit - '0');
        }
        return true;
    }

    /// <summary>A mandatory whole number; 0 when it fails.</summary>
    public long Number(ReadOnlySpan<byte> name)
    {
        if (!TryNumber(name, out long value)) Fail(ApiErrors.Mandatory(name));
        return value;
    }

    /// <summary>
    /// A row limit: <paramref name="fallback"/> when not sent, clamped to <paramref name="max"/> when greater; 0 is
    /// refused (-1130).
    /// </summary>
    public int Limit(int fallback, int max)
    {
        if (!TryNumber("limit"u8, out long value)) return fallback;
        if (value == 0) Fail(ApiErrors.NotValid("limit"u8));
        return (int)Math.Min(value, max);
    }

    /// <summary>An optional amount in units of 1e-8; 0 when not sent.</summary>
    public bool TryAmount(ReadOnlySpan<byte> name, out long units)
    {
        units = 0;
        if (!TryText(name, out ReadOnlySpan<byte> text)) return false;
        return AmountText.TryParse(text, out units) switch
        {
            AmountParse.Done => true,
            AmountParse.TooPrecise => Refuse(ApiErrors.TooPrecise(name)),
            AmountParse.Overflow => Refuse(ApiErrors.Overflowed(name)),
            _ => Refuse(ApiErrors.IllegalCharactersIn(name, LegalRanges.Amount)),
        };
    }

    /// <summary>An optional time, sent in milliseconds or microseconds, as microseconds.</summary>
    public bool TryTime(ReadOnlySpan<byte> name, out long timeUs)
    {
        if (!TryNumber(name, out timeUs)) return false;
        if (timeUs < MicrosecondsFrom) timeUs *= 1000;
        return true;
    }

    /// <summary>An optional "true" or "false" in any case; otherwise -1130.</summary>
    public bool Flag(ReadOnlySpan<byte> name, bool fallback)
    {
        if (!TryText(name, out ReadOnlySpan<byte> text)) return fallback;
        if (Ascii.EqualsIgnoreCase(text, "true"u8)) return true;
        if (!Ascii.EqualsIgnoreCase(text, "false"u8)) Fail(ApiErrors.NotValid(name));
        return false;
    }

    /// <summary>An optional client order id; empty when not sent. One that was sent empty is -1118 or -1119.</summary>
    public ClientId ClientId(ReadOnlySpan<byte> name)
    {
        int index = Find(name);
        if (index >= 0 && _parameters[index].ValueLength == 0) Fail(ApiErrors.EmptyClientId(name));
        if (!TryText(name, out ReadOnlySpan<byte> text)) return default;
        if (LegalRanges.IsClientId(text) && Venue.Orders.ClientId.TryCreate(text, out ClientId id)) return id;
        Fail(ApiErrors.IllegalCharactersIn(name, LegalRanges.ClientId));
        return default;
    }

    /// <summary>-1104 when a parameter was sent that no getter asked for.</summary>
    public void RefuseUnread()
    {
        int read = 0;
        for (int i = 0; i < _count; i++) read += _parameters[i].IsRead ? 1 : 0;
        if (read < _count) Fail(ApiErrors.Unread(read, _count));
    }

    /// <summary>Lets go of an array that an unusual request made large.</summary>
    public void Trim()
    {
        if (_bytes.Length > KeptBytes) _bytes = new byte[4096];
    }

    /// <summary>web-socket-api.md, "SIGNED request example": `name=value`, joined by `&amp;`, not encoded.</summary>
    private ReadOnlySpan<byte> SortedPayload()
    {
        Span<byte> order = stackalloc byte[CountMax];
        int count = 0;
        int length = 0;
        for (int i = 0; i < _count; i++)
        {
            if (Name(i).SequenceEqual("signature"u8)) continue;
            int at = count++;
            for (; at > 0 && Name(order[at - 1]).SequenceCompareTo(Name(i)) > 0; at--) order[at] = order[at - 1];
            order[at] = (byte)i;
            length += _parameters[i].NameLength + _parameters[i].ValueLength + 2;
        }
        if (count == 0) return default;
        int start = _used;
        Reserve(_used + length);
        foreach (byte index in order[..count])
        {
            Append(Name(index));
            Append("="u8);
            Append(Value(index));
            Append("&"u8);
        }
        _used = start;
        return _bytes.AsSpan(start, length - 1);
    }

    /// <summary>Copies bytes behind the others; returns where they stand.</summary>
    private int Append(ReadOnlySpan<byte> bytes)
    {
        Reserve(_used + bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_used));
        _used += bytes.Length;
        return _used - bytes.Length;
    }

    private bool Refuse(ApiError error)
    {
        Fail(error);
        return false;
    }

    /// <summary>An empty name is found nowhere.</summary>
    private int Find(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty) return -1;
        for (int i = 0; i < _count; i++)
        {
            ref Parameter parameter = ref _parameters[i];
            if (parameter.NameLength == name.Length
                && _bytes.AsSpan(parameter.NameStart, parameter.NameLength).SequenceEqual(name)) return i;
        }
        return -1;
    }

    private ReadOnlySpan<byte> Name(int index) =>
        _bytes.AsSpan(_parameters[index].NameStart, _parameters[index].NameLength);

    private ReadOnlySpan<byte> Value(int index) =>
        _bytes.AsSpan(_parameters[index].ValueStart, _parameters[index].ValueLength);

    private void Split(int start, int end, bool isBody)
    {
        while (start < end)
        {
            int length = _bytes.AsSpan(start, end - start).IndexOf((byte)'&');
            int stop = length < 0 ? end : start + length;
            if (stop > start) AddPair(start, stop, isBody);
            start = stop + 1;
        }
    }

    private void AddPair(int start, int stop, bool isBody)
    {
        int equals = _bytes.AsSpan(start, stop - start).IndexOf((byte)'=');
        int nameEnd = equals < 0 ? stop : start + equals;
        int valueStart = Math.Min(nameEnd + 1, stop);
        var parameter = new Parameter { RawStart = start, RawEnd = stop, IsBody = isBody };
        (parameter.NameStart, parameter.NameLength) = Decode(start, nameEnd);
        (parameter.ValueStart, parameter.ValueLength) = Decode(valueStart, stop);

        int same = Find(_bytes.AsSpan(parameter.NameStart, parameter.NameLength));
        if (same >= 0)
        {
            if (_parameters[same].IsBody == isBody) Fail(ApiErrors.DuplicateParameter);
            return;
        }
        if (_count == CountMax) Fail(ApiErrors.TooManyParameters);
        else _parameters[_count++] = parameter;
    }

    /// <summary>
    /// Where the decoded form stands: in place when there was nothing to decode, else behind the raw bytes.
    /// </summary>
    private (int Start, int Length) Decode(int start, int end)
    {
        if (!_bytes.AsSpan(start, end - start).ContainsAny((byte)'%', (byte)'+')) return (start, end - start);
        int decoded = _used;
        for (int i = start; i < end; i++)
        {
            byte value = _bytes[i];
            if (value == '+') value = (byte)' ';
            else if (value == '%')
            {
                if (i + 3 > end || !TryHex(_bytes[i + 1], _bytes[i + 2], out value)) Fail(ApiErrors.IllegalCharacters);
                i += 2;
            }
            _bytes[_used++] = value;
        }
        return (decoded, _used - decoded);
    }

    private static bool TryHex(byte high, byte low, out byte value)
    {
        bool isHex = char.IsAsciiHexDigit((char)high) && char.IsAsciiHexDigit((char)low);
        value = isHex ? (byte)(HexDigit(high) << 4 | HexDigit(low)) : (byte)0;
        return isHex;
    }

    private static int HexDigit(byte c) => c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;

    private void Reserve(int length)
    {
        if (length > _bytes.Length) Array.Resize(ref _bytes, Math.Max(length, 2 * _bytes.Length));
    }

    private struct Parameter
    {
        public int RawStart;
        public int RawEnd;
        public int NameStart;
        public int NameLength;
        public int ValueStart;
        public int ValueLength;
        public bool IsBody;
        public bool IsRead;
    }
}
