using System.Collections;
using System.Globalization;
using System.Reflection;
using Bourse.Venue.Commands;

namespace Bourse.Twin.Load;

/// <summary>Commands and events as people read them: the name and every field that is not zero.</summary>
public static class Readable
{
    public static string Payload(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty) return "tombstone";
        var lines = new List<string>();
        var reader = new CommandReader(payload);
        while (reader.Read()) lines.Add(Command(reader));
        if (reader.IsBroken) lines.Add("broken framing: " + Convert.ToHexString(payload));
        return string.Join("\n    ", lines);
    }

    public static string Of(object? value)
    {
        if (value is null) return "nothing";
        Type type = value.GetType();
        if (type.IsPrimitive || type.IsEnum || value is string or Bourse.Venue.Orders.ClientId)
            return Convert.ToString(value, CultureInfo.InvariantCulture)!;
        if (value is IEnumerable items) return "[" + string.Join(", ", items.Cast<object>().Select(Of)) + "]";
        IEnumerable<string> fields = Fields(value).Where(field => !IsZero(field.Value))
            .Select(field => $"{field.Name}={Of(field.Value)}");
        return $"{type.Name}({string.Join(" ", fields)})";
    }

    private static string Command(CommandReader reader)
    {
        object? command = reader.Type switch
        {
            CommandType.PlaceOrder => Read<PlaceOrder>(reader),
            CommandType.CancelOrder => Read<CancelOrder>(reader),
            CommandType.CancelOpenOrders => Read<CancelOpenOrders>(reader),
            CommandType.CancelReplaceOrder => Read<CancelReplaceOrder>(reader),
            CommandType.AmendOrder => Read<AmendOrder>(reader),
            CommandType.PlaceOrderList => Read<PlaceOrderList>(reader),
            CommandType.CancelOrderList => Read<CancelOrderList>(reader),
            CommandType.CancelAllAfter => Read<CancelAllAfter>(reader),
            _ => OperatorCodec.TryRead(reader.Type, reader.Body),
        };
        return command is null ? $"{reader.Type} {Convert.ToHexString(reader.Body)}" : Of(command);
    }

    private static object? Read<T>(CommandReader reader)
        where T : unmanaged =>
        reader.TryBody(out T command) ? command : null;

    private static IEnumerable<(string Name, object? Value)> Fields(object value)
    {
        Type type = value.GetType();
        foreach (FieldInfo field in type.GetFields(BindingFlags.Public | BindingFlags.Instance))
            yield return (field.Name, field.GetValue(value));
        if (type.GetFields(BindingFlags.Public | BindingFlags.Instance).Length > 0) yield break;
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            if (property.GetIndexParameters().Length == 0 && !property.PropertyType.IsByRefLike
                && !property.PropertyType.Name.StartsWith("ReadOnlyMemory", StringComparison.Ordinal))
                yield return (property.Name, property.GetValue(value));
    }

    private static bool IsZero(object? value) => value switch
    {
        null => true,
        string text => text.Length == 0,
        ICollection items => items.Count == 0,
        Enum => false,
        ValueType plain => plain.Equals(Activator.CreateInstance(plain.GetType())),
        _ => false,
    };
}
