using Bourse.Venue.Orders;
using Npgsql;
using NpgsqlTypes;

namespace Bourse.History.Postgres;

/// <summary>Writes a row's values in the types of its columns.</summary>
internal readonly struct RowWriter(NpgsqlBinaryImporter to)
{
    public RowWriter Long(long value)
    {
        to.Write(value, NpgsqlDbType.Bigint);
        return this;
    }

    public RowWriter Int(int value)
    {
        to.Write(value, NpgsqlDbType.Integer);
        return this;
    }

    /// <summary>The number of an enum, or a small one.</summary>
    public RowWriter Short(int value)
    {
        to.Write((short)value, NpgsqlDbType.Smallint);
        return this;
    }

    public RowWriter Flag(bool value)
    {
        to.Write(value, NpgsqlDbType.Boolean);
        return this;
    }

    public RowWriter Id(in ClientId value)
    {
        to.Write(value.ToString(), NpgsqlDbType.Text);
        return this;
    }

    public RowWriter Null()
    {
        to.WriteNull();
        return this;
    }
}
