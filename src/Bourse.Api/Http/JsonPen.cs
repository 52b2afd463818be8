using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bourse.Venue.Numerics;

namespace Bourse.Api.Http;

/// <summary>
/// Writes a response's JSON into memory that is kept between requests. Amounts are strings with 8 decimals.
/// </summary>
public sealed class JsonPen : IDisposable
{
    private const int KeptBytes = 32 * 1024;

    private static readonly JsonWriterOptions Options = new()
    {
        SkipValidation = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Utf8JsonWriter _json;
    private ArrayBufferWriter<byte> _buffer = new(4096);

    public JsonPen()
    {
        _json = new Utf8JsonWriter(_buffer, Options);
    }

    /// <summary>True when times are to be told in microseconds (X-MBX-TIME-UNIT), else milliseconds.</summary>
    public bool Microseconds { get; set; }

    /// <summary>What was written, complete.</summary>
    public ReadOnlyMemory<byte> Written
    {
        get
        {
            _json.Flush();
            return _buffer.WrittenMemory;
        }
    }

    public void Clear()
    {
        if (_buffer.Capacity > KeptBytes) _buffer = new ArrayBufferWriter<byte>(4096);
        else _buffer.ResetWrittenCount();
        _json.Reset(_buffer);
    }

    public void ObjectStart() => _json.WriteStartObject();

    public void ObjectStart(ReadOnlySpan<byte> name) => _json.WriteStartObject(name);

    public void ObjectEnd() => _json.WriteEndObject();

    public void ArrayStart() => _json.WriteStartArray();

    public void ArrayStart(ReadOnlySpan<byte> name) => _json.WriteStartArray(name);

    public void ArrayEnd() => _json.WriteEndArray();

    public void Text(ReadOnlySpan<byte> name, ReadOnlySpan<byte> utf8) => _json.WriteString(name, utf8);

    public void Text(ReadOnlySpan<byte> name, string text) => _json.WriteString(name, text);

    public void Text(ReadOnlySpan<byte> utf8) => _json.WriteStringValue(utf8);

    public void Text(string text) => _json.WriteStringValue(text);

    public void Number(ReadOnlySpan<byte> name, long value) => _json.WriteNumber(name, value);

    public void Number(long value) => _json.WriteNumberValue(value);

    public void Flag(ReadOnlySpan<byte> name, bool value) => _json.WriteBoolean(name, value);

    /// <summary>A property's name; its value is written next.</summary>
    public void Name(ReadOnlySpan<byte> name) => _json.WritePropertyName(name);

    public void Null(ReadOnlySpan<byte> name) => _json.WriteNull(name);

    public void Null() => _json.WriteNullValue();

    /// <summary>An error's object.</summary>
    public void Error(ApiError error)
    {
        ObjectStart();
        Number("code"u8, error.Code);
        Text("msg"u8, error.Message);
        ObjectEnd();
    }

    /// <summary>An amount, price or quantity in units of 1e-8, as "0.00100000".</summary>
    public void Amount(ReadOnlySpan<byte> name, long units)
    {
        Span<byte> text = stackalloc byte[AmountText.LengthMax];
        _json.WriteString(name, text[..AmountText.Format(units, text)]);
    }

    public void Amount(long units)
    {
        Span<byte> text = stackalloc byte[AmountText.LengthMax];
        _json.WriteStringValue(text[..AmountText.Format(units, text)]);
    }

    /// <summary>An amount that may be beyond 64 bits, as sums are.</summary>
    public void Amount(Int128 units)
    {
        if (units >= long.MinValue && units <= long.MaxValue)
        {
            Amount((long)units);
            return;
        }
        (Int128 whole, Int128 fraction) = Int128.DivRem(units, FixedPoint.One);
        _json.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"{whole}.{Int128.Abs(fraction):D8}"));
    }

    /// <summary>
    /// A time in microseconds since the Unix epoch, told in the unit that the caller asked for; -1 stays -1.
    /// </summary>
    public void Time(ReadOnlySpan<byte> name, long timeUs) => _json.WriteNumber(name, InUnit(timeUs));

    public void Time(long timeUs) => _json.WriteNumberValue(InUnit(timeUs));

    /// <summary>JSON that is complete already.</summary>
    public void Raw(ReadOnlySpan<byte> json) => _json.WriteRawValue(json, skipInputValidation: true);

    public void Raw(ReadOnlySpan<byte> name, ReadOnlySpan<byte> json)
    {
        _json.WritePropertyName(name);
        _json.WriteRawValue(json, skipInputValidation: true);
    }

    public void Dispose() => _json.Dispose();

    private long InUnit(long timeUs) => Microseconds || timeUs < 0 ? timeUs : timeUs / 1000;
}
